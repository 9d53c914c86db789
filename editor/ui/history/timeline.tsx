import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { Button } from '../controls/button.tsx'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { directionOf } from '../messages/language.ts'
import { versionBeyond, type Stop } from './stops.ts'
import { daysOf, indexAt, marksOf, placeOf, sideOf } from './timeline-marks.ts'
import css from './timeline.module.css'

/** Which end of a comparison, or the only moment, a handle moves. */
export type HandleId = 'moment' | 'against'

export interface TimelineHandle {
  readonly id: HandleId
  readonly label: string
  /** A letter on the handle where there are two. */
  readonly sign: string | null
  readonly index: number
}

export interface TimelineProps {
  readonly stops: readonly Stop[]
  /** One, or two while comparing. */
  readonly handles: readonly TimelineHandle[]
  readonly move: (handle: HandleId, index: number) => void
  readonly spoken: (stop: Stop) => string
}

const ICON = { size: 20, 'aria-hidden': true } as const
const percent = (part: number): string => `${part * 100}%`

/**
 * Time from the start side of the page to its end side: in Arabic from right to left. The handles follow pointer and
 * keys at once, whatever is still on its way [UI681].
 */
export function Timeline({ stops, handles, move, spoken }: TimelineProps) {
  const { t, language } = useMessages()
  const track = useRef<HTMLDivElement>(null)
  const dragged = useRef<HandleId | null>(null)
  const isRtl = directionOf(language) === 'rtl'
  const [first, second] = handles
  const last = stops.length - 1

  const indexOfPointer = ({ clientX }: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    return indexAt((isRtl ? box.right - clientX : clientX - box.left) / box.width, stops.length)
  }
  const grasp = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || first === undefined) return
    const index = indexOfPointer(event)
    const isSecond = second !== undefined && Math.abs(second.index - index) < Math.abs(first.index - index)
    const handle = isSecond ? second : first
    dragged.current = handle.id
    event.currentTarget.setPointerCapture(event.pointerId)
    event.preventDefault()
    track.current?.querySelector<HTMLElement>(`[data-handle=${handle.id}]`)?.focus({ preventScroll: true })
    move(handle.id, index)
  }
  const drag = (event: PointerEvent): void => {
    if (dragged.current !== null) move(dragged.current, indexOfPointer(event))
  }
  const release = (): void => {
    dragged.current = null
  }
  const press = (event: KeyboardEvent, { id, index }: TimelineHandle): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = indexOfKey(event.key, isRtl, stops, index)
    if (next === null) return
    event.preventDefault()
    move(id, Math.min(last, Math.max(0, next)))
  }
  const step = (by: 1 | -1): void => {
    const handle = first
    if (handle !== undefined) move(handle.id, Math.min(last, Math.max(0, handle.index + by)))
  }

  return (
    <div className={css['timeline']} role="group" aria-label={t('history.timeline')}>
      <Button
        kind="plain"
        className={css['step']}
        icon={<ChevronLeft {...ICON} className="mirrored" />}
        aria-label={t('history.timeline.earlier')}
        disabled={(first?.index ?? 0) === 0}
        onClick={() => {
          step(-1)
        }}
      />
      <div
        className={css['room']}
        onPointerDown={grasp}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <div ref={track} className={css['track']} data-testid="timeline-track">
          <Marks stops={stops} />
          <Fill handles={handles} count={stops.length} />
          {handles.map((handle) => {
            const stop = stops[handle.index]
            return (
              <div
                key={handle.id}
                className={css['handle']}
                style={{ insetInlineStart: percent(placeOf(handle.index, stops.length)) }}
                data-handle={handle.id}
                role="slider"
                tabIndex={0}
                aria-label={handle.label}
                aria-valuemin={1}
                aria-valuemax={stops.length}
                aria-valuenow={handle.index + 1}
                aria-valuetext={stop === undefined ? '' : spoken(stop)}
                aria-orientation="horizontal"
                onKeyDown={(event) => {
                  press(event, handle)
                }}
              >
                {handle.sign}
              </div>
            )
          })}
        </div>
      </div>
      <Button
        kind="plain"
        className={css['step']}
        icon={<ChevronRight {...ICON} className="mirrored" />}
        aria-label={t('history.timeline.later')}
        disabled={(first?.index ?? 0) === last}
        onClick={() => {
          step(1)
        }}
      />
    </div>
  )
}

/** The stop that a key leads to; null for any other key. The arrows go where they point, up and down as sliders have it. */
const indexOfKey = (key: string, isRtl: boolean, stops: readonly Stop[], index: number): number | null => {
  switch (key) {
    case 'ArrowLeft':
      return index + (isRtl ? 1 : -1)
    case 'ArrowRight':
      return index + (isRtl ? -1 : 1)
    case 'ArrowUp':
      return index + 1
    case 'ArrowDown':
      return index - 1
    case 'PageUp':
      return versionBeyond(stops, index, 1)
    case 'PageDown':
      return versionBeyond(stops, index, -1)
    case 'Home':
      return 0
    case 'End':
      return stops.length - 1
    default:
      return null
  }
}

/** What was passed up to the handle, or what lies between two. */
function Fill({ handles, count }: { readonly handles: readonly TimelineHandle[]; readonly count: number }) {
  const places = handles.map(({ index }) => placeOf(index, count)).toSorted((one, two) => one - two)
  const [from, to] = places.length > 1 ? [places[0] ?? 0, places[1] ?? 0] : [0, places[0] ?? 0]
  return (
    <span
      className={css['fill']}
      style={{ insetInlineStart: percent(from), inlineSize: percent(to - from) }}
      aria-hidden
    />
  )
}

/** Parts of the line that a name and a day need, with some room beside them. */
const WIDTHS = { wide: { name: 0.15, day: 0.11 }, narrow: { name: null, day: 0.24 } } as const

/** Versions and days: drawn anew when the history is another, not when a handle moves. */
function Marks({ stops }: { readonly stops: readonly Stop[] }) {
  const { locale } = useMessages()
  const isNarrow = useMedia('(max-width: 56rem)')
  return useMemo(() => {
    const widths = isNarrow ? WIDTHS.narrow : WIDTHS.wide
    const dayOf = new Intl.DateTimeFormat(locale, { dateStyle: 'short' })
    const written = new Intl.DateTimeFormat(
      locale,
      isNarrow ? { day: 'numeric', month: 'numeric' } : { day: 'numeric', month: 'long' },
    )
    const count = stops.length
    return (
      <span aria-hidden>
        {marksOf(stops, widths.name).map(({ index, kind, name, isNamed }) => (
          <span
            key={index}
            className={css['mark']}
            data-kind={kind}
            style={{ insetInlineStart: percent(placeOf(index, count)) }}
          >
            {isNamed && (
              <span className={css['name']} data-side={sideOf(placeOf(index, count), widths.name ?? 1)}>
                <bdi>{name}</bdi>
              </span>
            )}
          </span>
        ))}
        {daysOf(stops, (at) => dayOf.format(at), widths.day).map(({ index, at }) => (
          <span
            key={`day-${index}`}
            className={css['day']}
            data-side={sideOf(placeOf(index, count), widths.day)}
            style={{ insetInlineStart: percent(placeOf(index, count)) }}
          >
            {written.format(at)}
          </span>
        ))}
      </span>
    )
  }, [isNarrow, locale, stops])
}
