import type { EditorView } from '@tiptap/pm/view'

/** A stretch to be drawn. */
export interface Drawn {
  readonly id: string
  readonly from: number
  readonly to: number
  /** The thread that is looked at, or is being written. */
  readonly isActive: boolean
}

/** Draws threads in the text of one view. Nothing that it draws takes room, so no word moves ([UI601]). */
export interface ThreadPainter {
  /** Draws exactly these; those in `touched` anew even if they did not move. */
  readonly draw: (drawn: readonly Drawn[], touched: ReadonlySet<string>) => void
  readonly stop: () => void
}

/** The names under which the style sheet knows what is drawn: `::highlight(thread)`. */
export interface HighlightNames {
  readonly plain: string
  readonly active: string
}

const THREADS: HighlightNames = { plain: 'thread', active: 'activeThread' }

interface Painted {
  readonly range: Range
  readonly from: number
  readonly to: number
  readonly isActive: boolean
}

/** The browser's highlights; null where it has none. */
const registryOf = (page: Window & typeof globalThis): HighlightRegistry | null =>
  'Highlight' in page && 'CSS' in page && 'highlights' in page.CSS ? page.CSS.highlights : null

const rangeOf = (view: EditorView, from: number, to: number): Range => {
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
  const range = view.dom.ownerDocument.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}

/** The child of the text that holds a node: a block. */
const blockOf = (view: EditorView, node: Node): Node | null => {
  let block: Node | null = node
  while (block !== null && block.parentNode !== view.dom) block = block.parentNode
  return block
}

/**
 * With the CSS Custom Highlight API: the text's own elements stay as they are, so joins of letters stay whole and
 * typing costs nothing. ProseMirror draws text nodes anew where it changes them, and decorations of others do, too;
 * ranges in them collapse. So what is in a block whose elements changed is made anew, before it is painted.
 */
export const createHighlightPainter = (
  view: EditorView,
  page: Window & typeof globalThis,
  names = THREADS,
): ThreadPainter | null => {
  const registry = registryOf(page)
  if (registry === null) return null
  const plain = new page.Highlight()
  const active = new page.Highlight()
  active.priority = 1
  registry.set(names.plain, plain)
  registry.set(names.active, active)
  const painted = new Map<string, Painted>()

  const remove = (id: string): void => {
    const old = painted.get(id)
    if (old === undefined) return
    plain.delete(old.range)
    active.delete(old.range)
    painted.delete(id)
  }
  const paint = ({ id, from, to, isActive }: Drawn): void => {
    remove(id)
    const range = rangeOf(view, from, to)
    painted.set(id, { range, from, to, isActive })
    ;(isActive ? active : plain).add(range)
  }

  const observer = new page.MutationObserver((records) => {
    const redrawn = new Set<Node | null>()
    for (const { target, addedNodes } of records) {
      redrawn.add(blockOf(view, target))
      for (const node of addedNodes) redrawn.add(blockOf(view, node))
    }
    // Gathered first: what is painted goes to the end of the map.
    const anew: Drawn[] = []
    for (const [id, { range, from, to, isActive }] of painted) {
      const { startContainer, endContainer } = range
      const isBroken = range.collapsed || !startContainer.isConnected || !endContainer.isConnected
      if (isBroken || redrawn.has(blockOf(view, startContainer)) || redrawn.has(blockOf(view, endContainer)))
        anew.push({ id, from, to, isActive })
    }
    anew.forEach(paint)
  })
  observer.observe(view.dom, { childList: true, characterData: true, subtree: true })

  return {
    draw: (drawn, touched) => {
      const ids = new Set(drawn.map(({ id }) => id))
      for (const id of painted.keys()) if (!ids.has(id)) remove(id)
      for (const one of drawn) {
        const old = painted.get(one.id)
        if (old === undefined || old.isActive !== one.isActive || touched.has(one.id)) paint(one)
        // Moved with the text in front of it: its elements are the same.
        else if (old.from !== one.from || old.to !== one.to) painted.set(one.id, { ...old, ...one })
      }
    },
    stop: () => {
      observer.disconnect()
      // A text that was opened since has its own under the same names.
      if (registry.get(names.plain) === plain) registry.delete(names.plain)
      if (registry.get(names.active) === active) registry.delete(names.active)
    },
  }
}
