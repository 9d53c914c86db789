import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import './carets.css'
import { decodeCursor, encodeCursor } from './caret-places.ts'
import { readSelection } from './read-selection.ts'

/** What of y-protocols' Awareness is needed here. */
export interface CaretAwareness {
  readonly clientID: number
  getStates(): ReadonlyMap<number, Readonly<Record<string, unknown>>>
  setLocalStateField(field: string, value: unknown): void
  on(event: 'change', listener: (change: CaretChange) => void): void
  off(event: 'change', listener: (change: CaretChange) => void): void
}

export interface CaretChange {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}

export interface CaretPerson {
  readonly name: string
  /**
   * `#rrggbb`, or `var(--name)`, which follows the device from light to dark; anything else is drawn in the default
   * colour.
   */
  readonly color: string
}

export interface CaretOptions {
  awareness: CaretAwareness | null
  /** Whose caret it is, out of the awareness state as the server stamped it; null: draw none. */
  personOf: (state: Readonly<Record<string, unknown>>) => CaretPerson | null
}

/** Own carets and those of others are published and drawn at most once in this many milliseconds. */
export const CARET_INTERVAL = 60

interface Caret {
  readonly cursor: unknown
  /** Grows with every move: a new element is made, and its label shows again. */
  readonly moves: number
}

interface CaretState {
  readonly carets: ReadonlyMap<number, Caret>
  readonly decorations: DecorationSet
  /** Clients whose caret leans on text that has not come yet. */
  readonly unknown: ReadonlySet<number>
}

const key = new PluginKey<CaretState>('sequence-carets')

/** Where another client's caret stands; null when it has none here: to scroll to it. */
export const caretPosition = (state: EditorState, client: number): number | null => {
  const found = key
    .getState(state)
    ?.decorations.find(undefined, undefined, (spec) => spec['client'] === client && spec['caret'] === true)
  return found?.[0]?.from ?? null
}

/**
 * Carets and selections of others, and the publishing of one's own ([UI6]). A caret is an inline element without
 * any size and a label outside the flow, a selection is a background: the word they are in keeps its width and its
 * joins. Between two changes of presence decorations are only mapped; a key costs no look at the text.
 */
export const SequenceCarets = Extension.create<CaretOptions>({
  name: 'sequenceCarets',
  // Behind the binding, whose state it reads.
  priority: 900,

  addOptions() {
    return { awareness: null, personOf: () => null }
  },

  addProseMirrorPlugins() {
    const { awareness, personOf } = this.options
    return awareness === null ? [] : [caretPlugin(awareness, personOf)]
  },
})

export const caretPlugin = (awareness: CaretAwareness, personOf: CaretOptions['personOf']): Plugin =>
  new Plugin<CaretState>({
    key,
    state: {
      init: () => ({ carets: new Map(), decorations: DecorationSet.empty, unknown: new Set() }),
      apply: (transaction, value, _before, state) => {
        const mapped = transaction.docChanged
          ? { ...value, decorations: value.decorations.map(transaction.mapping, transaction.doc) }
          : value
        const changed = changedClients(transaction)
        return changed === null ? mapped : redraw(mapped, changed, state, awareness, personOf)
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
    view: (view) => new CaretExchange(view, awareness),
  })

const changedClients = (transaction: Transaction): ReadonlySet<number> | null => {
  const meta: unknown = transaction.getMeta(key)
  if (!(meta instanceof Set)) return null
  const clients = new Set<number>()
  for (const client of meta) if (typeof client === 'number') clients.add(client)
  return clients
}

const redraw = (
  value: CaretState,
  changed: ReadonlySet<number>,
  state: EditorState,
  awareness: CaretAwareness,
  personOf: CaretOptions['personOf'],
): CaretState => {
  const states = awareness.getStates()
  const carets = new Map(value.carets)
  const unknown = new Set(value.unknown)
  const drawn: Decoration[] = []
  const clients = new Set([...changed, ...value.unknown])
  for (const client of clients) {
    const presence = client === awareness.clientID ? undefined : states.get(client)
    const person = presence === undefined ? null : personOf(presence)
    const cursor: unknown = presence?.['cursor']
    const range = person === null ? null : decodeCursor(state, cursor)
    unknown.delete(client)
    if (person === null || range === null) {
      carets.delete(client)
      continue
    }
    if (range === 'unknown') {
      unknown.add(client)
      continue
    }
    const moves = (carets.get(client)?.moves ?? 0) + 1
    carets.set(client, { cursor, moves })
    drawn.push(...draw(client, moves, range, person))
  }
  // A caret that cannot be placed yet stays where it was drawn.
  const old = value.decorations.find(undefined, undefined, (spec) => {
    const client: unknown = spec['client']
    return typeof client === 'number' && clients.has(client) && !unknown.has(client)
  })
  return { carets, unknown, decorations: value.decorations.remove(old).add(state.doc, drawn) }
}

/** Written into a style: nothing else comes through. */
const COLOUR = /^(?:#[0-9a-f]{6}|var\(--[a-z0-9-]+\))$/i

const draw = (
  client: number,
  moves: number,
  range: { readonly anchor: number; readonly head: number },
  person: CaretPerson,
): Decoration[] => {
  const color = COLOUR.test(person.color) ? person.color : '#6b7280'
  const caret = Decoration.widget(
    range.head,
    (view) => caretElement(view.dom.ownerDocument, person.name, color),
    {
      key: `caret-${client}-${moves}`,
      client,
      caret: true,
      // In front of what is typed right here by somebody else.
      side: -1,
      ignoreSelection: true,
      marks: [],
    },
  )
  const [from, to] = [Math.min(range.anchor, range.head), Math.max(range.anchor, range.head)]
  if (from === to) return [caret]
  const attributes = { class: 'sequence-selection', style: `--caret-color: ${color}` }
  return [Decoration.inline(from, to, attributes, { client }), caret]
}

const caretElement = (document: Document, name: string, color: string): HTMLElement => {
  const caret = document.createElement('span')
  caret.className = 'sequence-caret'
  caret.setAttribute('aria-hidden', 'true')
  caret.style.setProperty('--caret-color', color)
  const label = document.createElement('span')
  label.className = 'sequence-caret-label'
  label.textContent = name
  caret.append(label)
  return caret
}

/** A new label that would leave the page is laid to the other side of its caret [UI325]. */
const keepOnPage = (text: HTMLElement): void => {
  const page = text.ownerDocument.documentElement.clientWidth
  for (const label of text.querySelectorAll<HTMLElement>('.sequence-caret-label:not([data-side])')) {
    const { x, width } = label.getBoundingClientRect()
    label.dataset['side'] = x < 0 || x + width > page ? 'before' : 'after'
  }
}

/** Publishes the own selection and hears of others', both gathered over {@link CARET_INTERVAL}. */
class CaretExchange {
  private readonly view: EditorView
  private readonly awareness: CaretAwareness
  private readonly changed = new Set<number>()
  private timer: ReturnType<typeof setTimeout> | null = null
  private moved = true
  private published = ''
  private readonly hear: (change: CaretChange) => void

  constructor(view: EditorView, awareness: CaretAwareness) {
    this.view = view
    this.awareness = awareness
    this.hear = ({ added, updated, removed }) => {
      for (const client of [...added, ...updated, ...removed])
        if (client !== awareness.clientID) this.changed.add(client)
      if (this.changed.size > 0) this.schedule()
    }
    awareness.on('change', this.hear)
    for (const client of awareness.getStates().keys()) this.changed.add(client)
    this.schedule()
  }

  update(view: EditorView, before: EditorState): void {
    const { state } = view
    if (state.doc === before.doc && state.selection.eq(before.selection)) return
    this.moved = true
    this.schedule()
  }

  destroy(): void {
    this.awareness.off('change', this.hear)
    if (this.timer !== null) clearTimeout(this.timer)
    this.awareness.setLocalStateField('cursor', null)
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.exchange()
    }, CARET_INTERVAL)
  }

  private exchange(): void {
    const { view, awareness, changed } = this
    if (changed.size > 0 || (key.getState(view.state)?.unknown.size ?? 0) > 0) {
      readSelection(view)
      view.dispatch(view.state.tr.setMeta(key, new Set(changed)))
      changed.clear()
      requestAnimationFrame(() => {
        keepOnPage(view.dom)
      })
    }
    // A person who only reads has no caret to show.
    if (!this.moved || !view.hasFocus()) return
    const cursor = encodeCursor(view.state)
    if (cursor === null) return
    this.moved = false
    const text = JSON.stringify(cursor)
    if (text === this.published) return
    this.published = text
    awareness.setLocalStateField('cursor', cursor)
  }
}
