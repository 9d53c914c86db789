import { Popover } from 'radix-ui'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { Tip } from '../document/tip.tsx'
import { useTextView } from '../document/view-menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import { KindIcon } from './kind-icon.tsx'
import { blocksWords, spokenLock } from './lock-words.ts'
import css from './locks.module.css'

export interface LockSignsProps {
  readonly document: DocumentEditor
  readonly nameOf: (member: string) => string
  /** What a click on a sign tells, and lets do. */
  readonly card: (lock: SectionLock, close: () => void) => ReactNode
}

interface Frame extends BlockRun {
  readonly lock: SectionLock
  /** Pixels from the top of the text. */
  readonly top: number
  readonly height: number
}

const areSame = (one: readonly Frame[], two: readonly Frame[]): boolean =>
  one.length === two.length &&
  one.every((frame, at) => {
    const other = two[at]
    return (
      other?.lock === frame.lock &&
      other.top === frame.top &&
      other.height === frame.height &&
      other.blocks === frame.blocks &&
      other.first === frame.first &&
      other.last === frame.last
    )
  })

/**
 * A bar, a tint and a sign beside each locked section [UI650]. They lie under and beside the text and are measured from
 * it: no word moves for them, and a number, a quotation's line or a sign of a suggestion keeps its own place.
 */
export function LockSigns({ document, nameOf, card }: LockSignsProps) {
  const { t } = useMessages()
  const view = useTextView(document)
  const place = useRef<HTMLDivElement>(null)
  const [frames, setFrames] = useState<readonly Frame[]>([])
  const [opened, setOpened] = useState<string | null>(null)

  useLayoutEffect(() => {
    let asked = 0
    const measure = (): void => {
      asked = 0
      const origin = place.current?.getBoundingClientRect().top
      if (origin === undefined) return
      const found = document.locks.frames(window.innerHeight).map(({ top, bottom, ...rest }) => ({
        ...rest,
        top: Math.round(top - origin),
        height: Math.round(bottom - top),
      }))
      setFrames((before) => (areSame(before, found) ? before : found))
    }
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(measure)
    }
    const stops = [
      document.onLayout((when) => {
        if (when === 'settled') measure()
        else later()
      }),
      document.locks.onChange(later),
    ]
    measure()
    return () => {
      cancelAnimationFrame(asked)
      for (const stop of stops) stop()
    }
  }, [document])

  return (
    <div ref={place} className={css['signs']} hidden={view !== 'marked'}>
      {frames.map(({ lock, top, height, ...run }) => (
        <div
          key={lock.id}
          className={css['frame']}
          data-kind={lock.kind}
          style={{ insetBlockStart: top, blockSize: height }}
        >
          <span className={css['bar']} aria-hidden />
          <Sign
            lock={lock}
            open={opened === lock.id}
            setOpen={(open) => {
              setOpened(open ? lock.id : null)
            }}
            word={t(`locks.kind.${lock.kind}`)}
            run={run}
            nameOf={nameOf}
            card={card}
          />
        </div>
      ))}
    </div>
  )
}

interface SignProps extends Omit<LockSignsProps, 'document'> {
  readonly run: BlockRun
  readonly lock: SectionLock
  readonly word: string
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

function Sign({ lock, word, open, setOpen, run, nameOf, card }: SignProps) {
  const translator = useMessages()
  const { t } = translator
  const blocks = blocksWords(translator, run)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Tip label={spokenLock(translator, lock, nameOf)}>
        <Popover.Trigger
          className={css['sign']}
          aria-label={t('locks.sign', { kind: word, blocks })}
          data-testid="lock-sign"
        >
          <KindIcon kind={lock.kind} />
          <span className={css['word']} aria-hidden>
            {word}
          </span>
        </Popover.Trigger>
      </Tip>
      <Popover.Portal>
        <Popover.Content
          className={css['popover']}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('locks.sign', { kind: word, blocks })}
        >
          {card(lock, () => {
            setOpen(false)
          })}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
