import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isLockedAt } from '../locks/section-locks.ts'
import { Hits, type Hit, type Search } from './hits.ts'
import { replaceRange } from './replace-range.ts'

interface FindState {
  readonly search: Search
  readonly seeker: Hits
  readonly hits: readonly Hit[]
  /** Index of the hit that is looked at; −1 before the first is gone to. */
  readonly current: number
  readonly drawn: DecorationSet
}

/** What the page shows of a search. */
export interface Found {
  readonly count: number
  /** From 1; 0 when none is looked at. */
  readonly current: number
}

/** What came of replacing everywhere. */
export interface Replaced {
  readonly replaced: number
  readonly locked: number
}

type Ask = { readonly search: Search | null } | { readonly current: number }

const key = new PluginKey<FindState | null>('find')

const draw = (state: EditorState, hits: readonly Hit[], current: number): DecorationSet =>
  hits.length === 0
    ? DecorationSet.empty
    : DecorationSet.create(
        state.doc,
        hits.map(({ from, to }, index) =>
          Decoration.inline(from, to, { class: index === current ? 'hit currentHit' : 'hit' }),
        ),
      )

const begun = (state: EditorState, search: Search): FindState => {
  const seeker = new Hits(search)
  const hits = seeker.in(state.doc)
  return { search, seeker, hits, current: -1, drawn: draw(state, hits, -1) }
}

const sameHits = (one: readonly Hit[], two: readonly Hit[]): boolean =>
  one.length === two.length &&
  one.every(({ from, to }, index) => two[index]?.from === from && two[index]?.to === to)

/** The search after a change of the text: what is looked at moves along, or is gone. */
const followed = (old: FindState, tr: Transaction, state: EditorState): FindState => {
  const hits = old.seeker.in(tr.doc)
  const looked = old.hits[old.current]
  const from = looked === undefined ? -1 : tr.mapping.map(looked.from, 1)
  const current = hits.findIndex((hit) => hit.from === from)
  const moved = old.hits.map((hit) => ({ from: tr.mapping.map(hit.from, 1), to: tr.mapping.map(hit.to, -1) }))
  const isSame = current === old.current && sameHits(moved, hits)
  return {
    ...old,
    hits,
    current,
    drawn: isSame ? old.drawn.map(tr.mapping, tr.doc) : draw(state, hits, current),
  }
}

/** Draws what is sought; the text itself knows nothing of it [UI364]. */
export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<FindState | null>({
      key,
      state: {
        init: () => null,
        apply: (tr, old, _, state) => {
          const asked: Ask | undefined = tr.getMeta(key)
          if (asked !== undefined && 'search' in asked)
            return asked.search === null ? null : begun(state, asked.search)
          if (old === null) return null
          const now = tr.docChanged ? followed(old, tr, state) : old
          return asked === undefined
            ? now
            : { ...now, current: asked.current, drawn: draw(state, now.hits, asked.current) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.drawn ?? null },
    }),
  ],
})

const ask = (tr: Transaction, asked: Ask): Transaction =>
  tr.setMeta(key, asked).setMeta('addToHistory', false)

export const found = (state: EditorState): Found => {
  const now = key.getState(state)
  return { count: now?.hits.length ?? 0, current: (now?.current ?? -1) + 1 }
}

/** Seeks from now on; null ends it. An empty query finds nothing. */
export const search = (view: EditorView, wanted: Search | null): void => {
  view.dispatch(ask(view.state.tr, { search: wanted }))
}

/** Goes to the next hit, or the one before; from where the caret is when none is looked at; round at the ends. */
export const goToHit = (view: EditorView, by: 1 | -1): void => {
  const now = key.getState(view.state)
  if (now === null || now === undefined || now.hits.length === 0) return
  const { hits, current } = now
  const { from } = view.state.selection
  const behind = hits.findIndex((hit) => hit.from >= from)
  const first = by === 1 ? (behind < 0 ? 0 : behind) : (behind <= 0 ? hits.length : behind) - 1
  const next = current < 0 ? first : (current + by + hits.length) % hits.length
  const hit = hits[next]
  if (hit === undefined) return
  const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, hit.from, hit.to))
  view.dispatch(ask(tr.scrollIntoView(), { current: next }))
}

const replaceHit = (view: EditorView, { from, to }: Hit, text: string): void => {
  view.dispatch(replaceRange(view.state.tr, from, to, text))
}

/** Replaces the hit that is looked at and goes to the next; without one goes to one first. */
export const replaceCurrent = (view: EditorView, text: string): void => {
  const now = key.getState(view.state)
  const hit = now?.hits[now.current]
  if (hit === undefined) {
    goToHit(view, 1)
    return
  }
  replaceHit(view, hit, text)
  // Behind what was written, so that a text that holds what is sought is not found in itself.
  const end = view.state.selection.to
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, end)))
  goToHit(view, 1)
}

/**
 * Replaces every hit, from the last to the first, each as an act of its own: in suggest mode each is decided apart
 * [UI365]. Answers how many, and how many were left because they are locked.
 */
export const replaceAll = (view: EditorView, text: string): Replaced => {
  const hits = key.getState(view.state)?.hits ?? []
  const open = hits.filter(({ from }) => !isLockedAt(view.state, from))
  for (const hit of open.toReversed()) replaceHit(view, hit, text)
  return { replaced: open.length, locked: hits.length - open.length }
}
