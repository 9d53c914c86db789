import { Download } from 'lucide-react'
import { useCallback, useId, useState } from 'react'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import { Button } from '../controls/button.tsx'
import { SelectField } from '../controls/field.tsx'
import { versionWords } from '../history/version-words.ts'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { redlineQuery, REDLINE_FORMATS } from './export-choice.ts'
import css from './export-dialog.module.css'

interface RedlineChoiceProps {
  readonly document: string
  readonly mayName: boolean
  readonly take: (query: string) => void
}

/** The text as it stands beside one of its versions: what became of it, as a file [UI923]. */
export function RedlineChoice({ document, mayName, take }: RedlineChoiceProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const id = useId()
  const load = useCallback(() => api.history.versions(document), [api, document])
  const [loaded] = useLoaded(load)
  // What nobody made is no version to compare with: a pause is found in the history.
  const versions =
    loaded.kind === 'loaded' ? loaded.value.versions.filter(({ kind }) => kind !== 'pause').toReversed() : []
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={css['title']}>
        {t('document.export.redline')}
      </h3>
      {versions.length > 0 ? (
        <Compared versions={versions} mayName={mayName} take={take} />
      ) : (
        loaded.kind === 'loaded' && <p className={css['note']}>{t('document.export.noVersions')}</p>
      )}
    </section>
  )
}

interface ComparedProps extends Omit<RedlineChoiceProps, 'document'> {
  /** The latest first. */
  readonly versions: readonly ApiVersion[]
}

function Compared({ versions, mayName, take }: ComparedProps) {
  const { t, dateTime } = useMessages()
  const [chosen, setChosen] = useState(versions[0]?.id ?? '')
  const [isNamed, setNamed] = useState(false)
  const named = useId()
  const since = versions.some((version) => version.id === chosen) ? chosen : (versions[0]?.id ?? '')
  return (
    <div className={css['redline']}>
      <SelectField
        label={t('document.export.since')}
        value={since}
        options={versions.map((version) => ({
          value: version.id,
          label: t('history.version.at', { version: versionWords(t, version), when: dateTime(version.at) }),
        }))}
        onChange={setChosen}
      />
      {mayName && (
        <span className={css['named']}>
          <input
            id={named}
            type="checkbox"
            checked={isNamed}
            onChange={(event) => {
              setNamed(event.target.checked)
            }}
          />
          <label htmlFor={named}>{t('document.export.redline.named')}</label>
        </span>
      )}
      <ul className={css['choices']}>
        {REDLINE_FORMATS.map((format) => (
          <li key={format}>
            <Button
              icon={<Download size={16} aria-hidden />}
              onClick={() => {
                take(redlineQuery(format, { since, until: 'seq-now', hasNames: mayName && isNamed }))
              }}
            >
              {t(`document.export.redline.${format}`)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
