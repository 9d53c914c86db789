import type { ApiMember } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import type { AuthoredRun } from './authored-runs.ts'
import { listOfNames } from './moment-words.ts'
import css from './history.module.css'

export interface WhoLineProps {
  /** What is asked about; empty while nothing is. */
  readonly runs: readonly AuthoredRun[]
  readonly members: ReadonlyMap<string, ApiMember>
  /** Shows the moment at which something was written. */
  readonly see: (at: number) => void
}

/** Who wrote what is pointed to, and when; announced politely, with a way to that moment [UI686]. */
export function WhoLine({ runs, members, see }: WhoLineProps) {
  const { t, dateTime, locale } = useMessages()
  const nameOf = (id: string): string => members.get(id)?.name ?? t('suggestions.formerMember')
  const written = runs.filter(({ by }) => by !== null)
  const at = Math.max(0, ...written.map((run) => run.at))
  const names = [...new Set(written.map(({ by }) => nameOf(by ?? '')))]
  const [first, second] = names
  const words =
    runs.length === 0
      ? t('history.authors.hint')
      : first === undefined
        ? t('history.authors.wroteNobody')
        : second === undefined
          ? t('history.authors.wrote', { name: isolated(first), when: dateTime(at) })
          : t('history.authors.wroteMany', { names: listOfNames(locale, names), when: dateTime(at) })
  return (
    <div className={css['who']} data-testid="who-wrote">
      <p role="status">{words}</p>
      {first !== undefined && (
        <Button
          onClick={() => {
            see(at)
          }}
        >
          {t('history.authors.see')}
        </Button>
      )}
    </div>
  )
}
