import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Drawn, ThreadPainter } from './thread-highlights.ts'

const key = new PluginKey<DecorationSet>('thread decorations')

/** Holds what {@link createDecorationPainter} draws. */
export const threadDecorations = (): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => {
        const drawn: unknown = tr.getMeta(key)
        return drawn instanceof DecorationSet ? drawn : before.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: (state) => key.getState(state) ?? null },
  })

const sameStretches = (one: readonly Drawn[], two: DecorationSet): boolean => {
  const found = two.find()
  return (
    found.length === one.length &&
    one.every(({ from, to, isActive }) =>
      found.some(
        (old) => old.from === from && old.to === to && (old.spec as { active?: unknown }).active === isActive,
      ),
    )
  )
}

/** For browsers without highlights: inline decorations, which ProseMirror moves with the text. */
export const createDecorationPainter = (view: EditorView): ThreadPainter => {
  let stopped = false
  let asked: readonly Drawn[] | null = null
  const dispatch = (): void => {
    const drawn = asked
    asked = null
    if (drawn === null || stopped) return
    const now = key.getState(view.state)
    if (now === undefined || sameStretches(drawn, now)) return
    const set = DecorationSet.create(
      view.state.doc,
      drawn.map(({ from, to, isActive }) =>
        Decoration.inline(
          from,
          to,
          { class: isActive ? 'thread activeThread' : 'thread' },
          { active: isActive },
        ),
      ),
    )
    view.dispatch(view.state.tr.setMeta(key, set).setMeta('addToHistory', false))
  }
  return {
    draw: (drawn) => {
      // Out of the update that asks for it; several in one turn are one.
      if (asked === null) queueMicrotask(dispatch)
      asked = drawn
    },
    stop: () => {
      stopped = true
    },
  }
}
