import type { Node } from 'prosemirror-model'
import { TextSelection, type Transaction } from 'prosemirror-state'
import type { Doc } from 'yjs'
import { nestTransaction } from '../../../editor/extensions/suggesting/nest.ts'
import { suggestTransaction } from '../../../editor/extensions/suggesting/suggest.ts'
import { openPeer, type Peer } from './peer.ts'

/** A member at a keyboard: real binding, real suggest mode, a caret that is where it would be. */
export interface Writer {
  readonly peer: Peer
  readonly doc: Node
  /** Puts the caret in front of the first `text`, or `offset` letters behind its start. */
  caret(text: string, offset?: number): void
  /** Selects from the first `start` to the end of the first `end`, or of `start` itself. */
  select(start: string, end?: string): void
  type(text: string): void
  backspace(): void
  forwardDelete(): void
  enter(): void
  /** Runs any other change. */
  change(change: (transaction: Transaction) => void): void
  readonly head: number
}

/** Counts the actions of everybody, as clocks that agree do. */
let moment = 0

export const openWriter = (
  ydoc: Doc,
  member: string,
  suggests: boolean,
  isDecided: (id: string) => boolean = () => false,
): Writer => {
  const peer = openPeer(ydoc)
  const { view } = peer
  const dispatch = (transaction: Transaction): void => {
    const act = {
      member,
      id: `${member}-${String(ydoc.clientID)}-${String(++moment)}`,
      at: moment,
      isDecided,
    }
    if (!suggests) {
      nestTransaction(transaction, act)
      view.dispatch(transaction)
      return
    }
    const proposal = suggestTransaction(view.state, transaction, act)
    if (proposal !== null) view.dispatch(proposal)
  }
  const change = (make: (transaction: Transaction) => void): void => {
    const transaction = view.state.tr
    make(transaction)
    if (transaction.docChanged) dispatch(transaction)
  }
  const find = (text: string): number => {
    let found = -1
    view.state.doc.forEach((node, before) => {
      const at = node.textContent.indexOf(text)
      if (found < 0 && at >= 0) found = before + 1 + at
    })
    if (found < 0) throw new Error(`no ${text} in ${view.state.doc.textContent}`)
    return found
  }
  const put = (anchor: number, head: number): void => {
    const { tr } = view.state
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, anchor, head)))
  }
  return {
    peer,
    get doc() {
      return view.state.doc
    },
    get head() {
      return view.state.selection.head
    },
    caret: (text, offset = 0) => {
      put(find(text) + offset, find(text) + offset)
    },
    select: (start, end = start) => {
      put(find(start), find(end) + end.length)
    },
    type: (text) => {
      for (const letter of text) change((tr) => tr.insertText(letter))
    },
    backspace: () => {
      change((tr) => {
        const { $from, from, to, empty } = tr.selection
        if (!empty) tr.delete(from, to)
        else if ($from.parentOffset > 0) tr.delete(from - 1, from)
        else if ($from.index(0) > 0) tr.join($from.before())
      })
    },
    forwardDelete: () => {
      change((tr) => {
        const { $to, from, to, empty } = tr.selection
        if (!empty) tr.delete(from, to)
        else if ($to.parentOffset < $to.parent.content.size) tr.delete(from, from + 1)
        else if ($to.index(0) + 1 < tr.doc.childCount) tr.join($to.after())
      })
    },
    enter: () => {
      change((tr) => {
        if (!tr.selection.empty) tr.deleteSelection()
        tr.split(tr.selection.from, 1, [
          { type: tr.selection.$from.parent.type, attrs: { ...tr.selection.$from.parent.attrs, bid: null } },
        ])
      })
    },
    change,
  }
}
