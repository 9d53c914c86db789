import { useState, type ReactNode } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { useFrames, type FrameSource } from '../document/use-frames.ts'
import { useTextView } from '../document/view-menu.tsx'
import { PopoverButton } from '../floating/popover-button.tsx'
import { Tip } from '../floating/tip.tsx'
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

const FRAMES: FrameSource<Frame> = {
  measure: ({ locks }, origin) =>
    locks.frames(window.innerHeight).map(({ top, bottom, ...rest }) => ({
      ...rest,
      top: Math.round(top - origin),
      height: Math.round(bottom - top),
    })),
  areSame: (one, two) =>
    one.lock === two.lock &&
    one.top === two.top &&
    one.height === two.height &&
    one.blocks === two.blocks &&
    one.first === two.first &&
    one.last === two.last,
  onChange: ({ locks }, changed) => locks.onChange(changed),
}

/**
 * A bar, a tint and a sign beside each locked section [UI650]. They lie under and beside the text and are measured from
 * it: no word moves for them, and a number, a quotation's line or a sign of a suggestion keeps its own place.
 */
export function LockSigns({ document, nameOf, card }: LockSignsProps) {
  const { t } = useMessages()
  const view = useTextView(document)
  const { place, frames } = useFrames(document, FRAMES)
  const [opened, setOpened] = useState<string | null>(null)

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
    <PopoverButton
      button={
        <Tip label={spokenLock(translator, lock, nameOf)}>
          <button
            type="button"
            className={css['sign']}
            aria-label={t('locks.sign', { kind: word, blocks })}
            data-testid="lock-sign"
          >
            <KindIcon kind={lock.kind} />
            <span className={css['word']} aria-hidden>
              {word}
            </span>
          </button>
        </Tip>
      }
      open={open}
      onOpenChange={setOpen}
      className={css['popover']}
      align="start"
      offset={6}
      label={t('locks.sign', { kind: word, blocks })}
    >
      {card(lock, () => {
        setOpen(false)
      })}
    </PopoverButton>
  )
}
