import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { digitEdits, type DigitScript } from '#core/text/proposals/digits.ts'
import { isLockedAt } from '../locks/section-locks.ts'
import { applyEdits } from './apply-edits.ts'
import { editsInBlock, type BlockEdit } from './block-findings.ts'
import { drawFindings } from './draw-findings.ts'
import { findingsIn, inDocument, type Finding } from './finding.ts'
import { watchFindings } from './watch-findings.ts'

/** What came of doing several: how many were done, and how many were left because they are locked. */
export interface Corrected {
  readonly done: number
  readonly locked: number
}

/** What a text might better say, and doing it, as the page sees it. */
export interface CheckAccess {
  /** Tells what is found, now and whenever writing has come to rest; answers how to stop. Until then it costs nothing. */
  readonly watch: (listener: (findings: readonly Finding[]) => void) => () => void
  /** Draws these in the text while it is watched, and shows which is the current one. */
  readonly draw: (findings: readonly Finding[], current: string | null) => void
  /** Brings one into sight, above so many pixels of the window that the check itself covers. */
  readonly show: (key: string, under: number) => void
  /** Does these, by their keys, as find and replace would; those that stand there no more are passed over. */
  readonly apply: (keys: ReadonlySet<string>) => Corrected
  /** How many numbers are written in other digits, locked ones left out. */
  readonly numbersToConvert: (script: DigitScript) => number
  readonly convertDigits: (script: DigitScript) => Corrected
}

interface Sight {
  readonly showMarked: () => void
  readonly reveal: (range: { readonly from: number; readonly to: number }, under: number) => void
}

const NOTHING: Corrected = { done: 0, locked: 0 }

const digitEditsIn = (state: EditorState, script: DigitScript): readonly BlockEdit[] => {
  const edits: BlockEdit[] = []
  state.doc.forEach((block, before) => {
    edits.push(
      ...inDocument(
        editsInBlock(block, (text, kept) => digitEdits(text, script, kept)),
        before,
      ),
    )
  })
  return edits
}

/** What makes the check of a text; its panel brings it along, so that a text is opened without it [UI852]. */
export type MakeCheck = (editor: Editor, view: EditorView, sight: Sight) => CheckAccess

export const checkAccess: MakeCheck = (editor, view, sight) => {
  let tellNow = (): void => undefined
  const drawn = drawFindings(editor, view)
  const isOpen = ({ from }: BlockEdit): boolean => !isLockedAt(view.state, from)
  return {
    watch: (listener) => {
      sight.showMarked()
      const watched = watchFindings(editor, listener)
      tellNow = watched.tell
      drawn.start()
      return () => {
        watched.stop()
        drawn.stop()
        tellNow = () => undefined
      }
    },
    draw: drawn.draw,
    show: (key, under) => {
      sight.showMarked()
      const edits = findingsIn(view.state).find((one) => one.key === key)?.edits
      const [first, last] = [edits?.[0], edits?.at(-1)]
      if (first !== undefined && last !== undefined) sight.reveal({ from: first.from, to: last.to }, under)
    },
    apply: (keys) => {
      if (!view.editable || view.composing) return NOTHING
      const wanted = findingsIn(view.state).filter(({ key }) => keys.has(key))
      const open = wanted.filter(({ isLocked }) => !isLocked)
      applyEdits(
        view,
        open.flatMap(({ edits }) => edits),
      )
      tellNow()
      return { done: open.length, locked: wanted.length - open.length }
    },
    numbersToConvert: (script) => digitEditsIn(view.state, script).filter(isOpen).length,
    convertDigits: (script) => {
      if (!view.editable || view.composing) return NOTHING
      const wanted = digitEditsIn(view.state, script)
      const open = wanted.filter(isOpen)
      applyEdits(view, open)
      tellNow()
      return { done: open.length, locked: wanted.length - open.length }
    },
  }
}
