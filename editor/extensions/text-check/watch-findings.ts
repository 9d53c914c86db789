import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { lockedBids } from '../locks/section-locks.ts'
import { languageOf } from '../text-language.ts'
import { findingsOfBlock } from './block-findings.ts'
import { findingsIn, type Finding } from './finding.ts'

/** Milliseconds without a key after which the text is read again. */
const REST_MS = 250
/** Milliseconds that reading goes on before it lets the page do something else. */
const SLICE_MS = 8

/**
 * Tells what is found in a text, now and after each change once writing rests. Changed blocks alone are read, a few at a
 * time: no key waits for it [UI771].
 */
export const watchFindings = (
  editor: Editor,
  listener: (findings: readonly Finding[]) => void,
): { readonly tell: () => void; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let locks = lockedBids(editor.state)
  let language = languageOf(editor.state)
  const tell = (): void => {
    clearTimeout(timer)
    listener(findingsIn(editor.state))
  }
  const read = (from: number): void => {
    const { doc } = editor.state
    const until = performance.now() + SLICE_MS
    let index = from
    while (index < doc.childCount && performance.now() < until) findingsOfBlock(doc.child(index++), language)
    if (index < doc.childCount)
      timer = setTimeout(() => {
        read(index)
      })
    else tell()
  }
  const changed = ({ transaction }: { readonly transaction: Transaction }): void => {
    const now = lockedBids(editor.state)
    const spoken = languageOf(editor.state)
    if (!transaction.docChanged && now === locks && spoken === language) return
    locks = now
    language = spoken
    clearTimeout(timer)
    timer = setTimeout(() => {
      read(0)
    }, REST_MS)
  }
  editor.on('transaction', changed)
  read(0)
  return {
    tell,
    stop: () => {
      clearTimeout(timer)
      editor.off('transaction', changed)
    },
  }
}
