import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { CleanViewName } from '#core/suggestions/views.ts'
import type { ItemLabel } from '../blocks/block-numbers.ts'
import { languageOf } from '../text-language.ts'
import { openCleanEditor, type CleanEditor } from './clean-editor.ts'
import { keepLine, placeAt, placeInSight, type LinePlace } from './keep-line.ts'

/** What of the text is shown: with the marks of what is proposed, or clean. */
export const TEXT_VIEWS = ['marked', 'accepted', 'original'] as const
export type TextViewName = (typeof TEXT_VIEWS)[number]

export interface TextViewsOptions {
  /** Where the text stands on the page. */
  readonly host: HTMLElement
  /** The element of the marked text, in the host while that is shown. */
  readonly marked: HTMLElement
  readonly view: EditorView
  readonly label: (view: CleanViewName) => string
  readonly itemLabel: ItemLabel
}

/** The key after which a person expects to write. With Ctrl or Alt it is a command, or nothing. */
const wouldWrite = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === 'Enter')

/**
 * The three views of one text. The clean ones stand in the place of the marked one, follow what everybody writes, and
 * keep the line that is read where it is; a click in them goes back to that very place, ready to write [UI360].
 */
export class TextViews {
  readonly #options: TextViewsOptions
  readonly #listeners = new Set<() => void>()
  #name: TextViewName = 'marked'
  #clean: CleanEditor | null = null
  #frame = 0

  constructor(options: TextViewsOptions) {
    this.#options = options
  }

  get name(): TextViewName {
    return this.#name
  }

  /** What is on the page now: the marked text, or a clean one. */
  get shown(): EditorView {
    return this.#clean?.view ?? this.#options.view
  }

  /** Calls `listener` whenever another view is shown; answers how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows a view, the line that is read kept where it is [UI361]. */
  show(name: TextViewName): void {
    if (name === this.#name) return
    const { shown } = this
    const hadFocus = shown.hasFocus()
    this.#swap(name, placeInSight(shown))
    if (hadFocus) this.focus()
  }

  /** Gives the focus to the text that is shown. */
  focus(): void {
    if (this.#clean === null) this.#options.view.focus()
    else this.#clean.view.dom.focus({ preventScroll: true })
  }

  /** The marked text has changed: the clean one follows in the next frame. */
  changed(): void {
    if (this.#clean === null || this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#clean?.show(this.#options.view.state.doc)
    })
  }

  /** The words of the page have changed. */
  speak(): void {
    this.#clean?.view.setProps({})
  }

  /** The marked text is taken for one in another language. */
  languageChanged(): void {
    this.#clean?.setLanguage(languageOf(this.#options.view.state))
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    this.#clean?.destroy()
  }

  /** `place` is one of the text that is shown now. */
  #swap(name: TextViewName, place: LinePlace | null): void {
    const { host, marked, view, label, itemLabel } = this.#options
    const before = this.#clean
    before?.show(view.state.doc)
    const at = place === null ? null : (before?.toMarked(place.position) ?? place.position)
    this.#name = name
    if (name === 'marked') {
      this.#clean = null
      host.replaceChildren(marked)
      if (place !== null && at !== null) keepLine(view, { position: at, top: place.top })
    } else {
      const clean = openCleanEditor(view.state.doc, name, {
        label: () => label(name),
        itemLabel,
        language: languageOf(view.state),
        asked: (event) => this.#asked(event),
      })
      this.#clean = clean
      host.replaceChildren(clean.host)
      if (place !== null && at !== null) keepLine(clean.view, { position: clean.toClean(at), top: place.top })
    }
    before?.destroy()
    for (const listener of this.#listeners) listener()
  }

  /** Back to writing: at the place of a click, or where the caret was when a key is pressed [UI362]. */
  #asked(event: MouseEvent | KeyboardEvent): boolean {
    const { view } = this.#options
    const clean = this.#clean
    if (clean === null) return false
    if (event instanceof KeyboardEvent) {
      if (event.key !== 'Escape' && !(view.editable && wouldWrite(event))) return false
      this.#swap('marked', placeInSight(clean.view))
      view.focus()
      // The letter itself falls on the text that has the focus now.
      if (event.key.length > 1) event.preventDefault()
      return true
    }
    const place = view.editable ? placeAt(clean.view, event) : null
    if (place === null) return false
    event.preventDefault()
    const position = clean.toMarked(place.position)
    this.#swap('marked', place)
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position))))
    view.focus()
    return true
  }
}
