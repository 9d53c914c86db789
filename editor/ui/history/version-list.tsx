import { Bookmark, CircleDot, Flag, Pause, RotateCcw, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { isMeant, versionWords } from './version-words.ts'
import css from './version-list.module.css'

export interface VersionListProps {
  /** Oldest first. */
  readonly versions: readonly ApiVersion[]
  /** The time of a number of the log, milliseconds since 1970; null where it is not known. */
  readonly timeOf: (seq: number) => number | null
  readonly members: ReadonlyMap<string, ApiMember>
  /** The number of the log that is shown. */
  readonly seq: number
  readonly isNow: boolean
  readonly show: (version: ApiVersion | null) => void
}

const ICONS = {
  named: Bookmark,
  stage: Flag,
  pause: Pause,
  restored: RotateCcw,
  final: ShieldCheck,
} as const

/** Versions that are drawn at once; the rest as one goes on. */
const PAGE = 60

/** The newest first; where writing paused at a version that says more, the pause is not told as well. */
const listedVersions = (versions: readonly ApiVersion[], isMeantOnly: boolean): readonly ApiVersion[] => {
  const saying = new Set(versions.filter(({ kind }) => kind !== 'pause').map(({ seq }) => seq))
  return versions
    .filter((version) =>
      isMeantOnly ? isMeant(version) : version.kind !== 'pause' || !saying.has(version.seq),
    )
    .toReversed()
}

/** The versions, newest first, with who made them and when; one click shows one [UI683]. */
export function VersionList({ versions, timeOf, members, seq, isNow, show }: VersionListProps) {
  const { t, dateTime } = useMessages()
  const [isMeantOnly, setMeantOnly] = useState(false)
  const [room, setRoom] = useState(PAGE)
  const listed = listedVersions(versions, isMeantOnly)
  const shown = listed.slice(0, room)
  return (
    <>
      <label className={css['filter']}>
        <input
          type="checkbox"
          checked={isMeantOnly}
          onChange={(event) => {
            setMeantOnly(event.target.checked)
          }}
        />
        {t('history.versions.namedOnly')}
      </label>
      <ul className={css['list']}>
        <li>
          <button
            type="button"
            className={css['version']}
            aria-current={isNow}
            onClick={() => {
              show(null)
            }}
          >
            <CircleDot size={16} aria-hidden />
            <span className={css['words']}>{t('history.now.text')}</span>
          </button>
        </li>
        {shown.map((version) => {
          const Icon = ICONS[version.kind]
          const of = version.of === undefined ? null : timeOf(version.of)
          const by =
            version.by === null ? null : (members.get(version.by)?.name ?? t('suggestions.formerMember'))
          return (
            <li key={`${version.kind}-${version.id}`}>
              <button
                type="button"
                className={css['version']}
                data-kind={version.kind}
                aria-current={!isNow && version.seq === seq}
                onClick={() => {
                  show(version)
                }}
              >
                <Icon size={16} aria-hidden />
                <span className={css['words']}>
                  {versionWords(t, version, of === null ? null : dateTime(of))}
                </span>
                <span className={css['facts']}>
                  <time>{dateTime(version.at)}</time>
                  {by !== null && <Name>{by}</Name>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {listed.length === 0 && (
        <p className={css['none']}>
          {t(versions.length === 0 ? 'history.versions.none' : 'history.versions.noneNamed')}
        </p>
      )}
      {listed.length > shown.length && (
        <Button
          kind="plain"
          onClick={() => {
            setRoom(room + PAGE)
          }}
        >
          {t('history.versions.more')}
        </Button>
      )}
    </>
  )
}
