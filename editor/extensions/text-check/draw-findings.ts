import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { createHighlightPainter, type Drawn, type ThreadPainter } from '../comments/thread-highlights.ts'
import type { Finding } from './finding.ts'

const NAMES = { plain: 'finding', active: 'currentFinding' } as const

/** So many are drawn at once, the nearest to the current one: each costs a look whenever the text is drawn anew. */
const MOST = 500

interface FindingsDrawn {
  readonly start: () => void
  readonly stop: () => void
  readonly draw: (findings: readonly Finding[], current: string | null) => void
}

const nearest = (findings: readonly Finding[], current: string | null): readonly Finding[] => {
  if (findings.length <= MOST) return findings
  const at = Math.max(
    0,
    findings.findIndex(({ key }) => key === current),
  )
  const from = Math.max(0, Math.min(at - MOST / 2, findings.length - MOST))
  return findings.slice(from, from + MOST)
}

const drawnOf = ({ key, marked }: Finding, current: string | null): readonly Drawn[] =>
  marked.map(({ from, to }, index) => ({ id: `${key}/${index}`, from, to, isActive: key === current }))

/** One that was changed is gone until the text is read again. */
const moved = (drawn: readonly Drawn[], { mapping }: Transaction): readonly Drawn[] =>
  drawn.flatMap((one) => {
    const [from, to] = [mapping.map(one.from, 1), mapping.map(one.to, -1)]
    return to - from === one.to - one.from ? [{ ...one, from, to }] : []
  })

/** Draws findings with the browser's highlights, as threads are: no word's shape or width changes [UI772]. */
export const drawFindings = (editor: Editor, view: EditorView): FindingsDrawn => {
  let painter: ThreadPainter | null = null
  let drawn: readonly Drawn[] = []
  const changed = ({ transaction }: { readonly transaction: Transaction }): void => {
    if (!transaction.docChanged || drawn.length === 0) return
    drawn = moved(drawn, transaction)
    painter?.draw(drawn, new Set())
  }
  return {
    start: () => {
      const page = view.dom.ownerDocument.defaultView
      painter = page === null ? null : createHighlightPainter(view, page, NAMES)
      editor.on('transaction', changed)
    },
    stop: () => {
      editor.off('transaction', changed)
      painter?.stop()
      painter = null
      drawn = []
    },
    draw: (findings, current) => {
      const before = new Map(drawn.map((one) => [one.id, one]))
      drawn = nearest(findings, current).flatMap((one) => drawnOf(one, current))
      // The first of two alike is gone: the other bears its name from now on, and stands elsewhere.
      const elsewhere = drawn.filter(({ id, from, to }) => {
        const old = before.get(id)
        return old !== undefined && (old.from !== from || old.to !== to)
      })
      painter?.draw(drawn, new Set(elsewhere.map(({ id }) => id)))
    },
  }
}
