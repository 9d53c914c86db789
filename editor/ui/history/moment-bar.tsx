import type { ApiMember } from '#core/protocol/api.ts'
import { Avatar } from '../controls/avatar.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import type { Stop } from './stops.ts'
import { versionWords } from './version-words.ts'
import css from './moment-bar.module.css'

export interface MomentBarProps {
  readonly stop: Stop
  readonly isNow: boolean
  /** A letter where two moments are compared. */
  readonly sign: string | null
  readonly members: ReadonlyMap<string, ApiMember>
}

const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * 60_000
/** People that are shown by their names; more are counted. */
const NAMED = 3

/** The moment that the slider stands at: when, whose, which versions. It follows the slider at once [UI681]. */
export function MomentBar({ stop, isNow, sign, members }: MomentBarProps) {
  const { t, dateTime, since } = useMessages()
  const { now } = useServices()
  const known = stop.by.flatMap((id) => members.get(id) ?? [])
  const time = now()
  const ago = time - stop.at
  return (
    <p className={css['moment']} data-signed={sign !== null}>
      {sign !== null && (
        <span className={css['sign']} aria-hidden>
          {sign}
        </span>
      )}
      {isNow && <strong className={css['now']}>{t('history.now')}</strong>}
      <time className={css['when']} dateTime={new Date(stop.at).toISOString()}>
        {dateTime(stop.at)}
      </time>
      {ago >= MINUTE && ago < WEEK && <span className={css['ago']}>{since(stop.at, time)}</span>}
      {stop.versions
        .filter(({ kind }) => kind !== 'pause')
        .map((version) => (
          <span key={`${version.kind}-${version.id}`} className={css['version']}>
            {versionWords(t, version)}
          </span>
        ))}
      <span className={css['people']}>
        {known.slice(0, NAMED).map(({ id, name, color }) => (
          <span key={id} className={css['person']}>
            <Avatar name={name} color={color} />
            <Name>{name}</Name>
          </span>
        ))}
        {known.length > NAMED && <span>{t('document.people.more', { count: known.length - NAMED })}</span>}
      </span>
    </p>
  )
}
