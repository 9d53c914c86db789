import { Editor } from '@tiptap/core'
import type { Command, Transaction } from '@tiptap/pm/state'
import type { Doc } from 'yjs'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import type { CleanViewName } from '#core/suggestions/views.ts'
import { cleanText } from '#core/text/clean.ts'
import type { ItemLabel } from './blocks/block-numbers.ts'
import { completeHref, currentHref, setLink, unsetLink } from './blocks/styles.ts'
import { SequenceCarets, caretPosition, type CaretOptions } from './binding/carets.ts'
import { isRemote } from './binding/sequence-plugin.ts'
import { readSelection } from './binding/read-selection.ts'
import { clearUndo, dropDecided, undoManagerOf } from './binding/undo.ts'
import { SequenceCollaboration } from './binding/sequence-collaboration.ts'
import { commentAccess, type CommentAccess } from './comments/comment-access.ts'
import { Comments } from './comments/comments.ts'
import { DocumentComments } from './comments/document-comments.ts'
import type { PasteRefusal } from './clipboard/document-clipboard.ts'
import { Find, found, goToHit, replaceAll, replaceCurrent, search, type Found } from './find/find.ts'
import type { Search } from './find/hits.ts'
import { CORE_EXTENSIONS, documentExtensions } from './document-extensions.ts'
import { DOCUMENT_COMMANDS, type DocumentCommandId } from './keys/document-commands.ts'
import type { ForeignCommands } from './keys/document-keys.ts'
import { cardAnchors, type Anchors } from './suggesting/card-anchors.ts'
import { DocumentCards, cardAtCaret, caretAtCard, rangeOfCard } from './suggesting/document-cards.ts'
import { litSuggestion } from './suggesting/lit-suggestion.ts'
import { placeInText, type CardPlace, type PlaceKind } from './suggesting/card-place.ts'
import { isSuggesting, setSuggesting, SuggestMode, type Author } from './suggesting/suggest-mode.ts'
import { TextAccess } from './text-access.ts'
import { watchTextLayout } from './text-layout.ts'
import { lookedAtBlock, rangeOfBlock } from './views/looked-at-block.ts'
import { bringIntoSight, type Covered } from './views/in-sight.ts'
import { TextViews, type TextViewName } from './views/text-views.ts'

/** Something that the text asks of the page around it. */
export type Ask = 'link' | 'shortcuts' | 'view' | 'find' | 'comment'

/** What the page tells the text; may change while it is open. */
export interface PageWords {
  readonly label: string
  readonly cleanLabel: (view: CleanViewName) => string
  readonly itemLabel: ItemLabel
  readonly pasteRefused: (reason: PasteRefusal) => void
  /** A key that would have written, pressed while nobody may. */
  readonly keyRefused: () => void
}

/** The text as the page sees it: commands, no ProseMirror and no Yjs. */
export interface DocumentEditor {
  readonly editor: Editor
  /** Holds the editable text; to be put into the page. */
  readonly host: HTMLElement
  readonly speak: (words: PageWords) => void
  readonly setWriting: (may: boolean) => void
  /** From now on what the person does here is proposed, or done. */
  readonly setSuggesting: (suggesting: boolean) => void
  readonly run: (id: DocumentCommandId) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: () => boolean
  readonly canRedo: () => boolean
  /** These suggestions were decided: neither undo nor redo touches them any more [SUG450]. */
  readonly forgetDecided: (ids: readonly string[]) => void
  /** Neither undo nor redo touches anything that was done up to now: an earlier version was restored [UI540]. */
  readonly forgetAll: () => void
  readonly focus: () => void
  readonly currentHref: () => string | null
  /** False when the address is not one that a link may have. */
  readonly setLink: (typed: string) => boolean
  readonly unsetLink: () => void
  /** Scrolls to the caret of one of these awareness clients; does nothing when none has one. */
  readonly goToCaret: (clients: readonly number[]) => void
  /** The open suggestions, in text order; the same list for as long as none changes. */
  readonly cards: () => readonly SuggestionCard[]
  /** The suggestion that was gone to, else the one at the caret; null when there is none. */
  readonly cardAtCaret: () => string | null
  /** Scrolls to a suggestion and puts the caret at its end. With `stay`, the focus is left where it is. */
  readonly goToCard: (id: string, stay?: 'stay') => void
  /** Scrolls so far that a suggestion is in sight; does nothing when it is, or stands nowhere any more [UI503]. */
  readonly showCard: (id: string) => void
  /** First lines of the suggestions that stand between two heights of the window; none in a clean view. */
  readonly cardAnchors: (from: number, to: number) => Anchors
  /** Calls `listener` when lines may stand elsewhere in the window; answers how to stop. */
  readonly onLayout: (listener: (when: 'later' | 'settled') => void) => () => void
  /** So much of the window is covered from now on: what is gone to, and the caret that writes, stand free of it. */
  readonly setCovered: (covered: Covered) => void
  /** Scrolls to a block and shows which it is; null shows none any more. One that is gone is passed over. */
  readonly showBlock: (bid: string | null) => void
  /** Shows in the text which suggestion is the active one [UI441]. */
  readonly light: (id: string | null) => void
  /** Where the caret or the selection is now, to filter suggestions by [UI440]. */
  readonly placeNow: (kind: PlaceKind) => CardPlace
  readonly isEmpty: () => boolean
  /** Writes plain words where the caret is, a paragraph for each line, as a paste would; gives the text the focus. */
  readonly insertWords: (words: string) => void
  /** The view that is shown, and who wants to know when it is another. */
  readonly textView: () => TextViewName
  readonly onTextView: (listener: () => void) => () => void
  readonly showTextView: (view: TextViewName) => void
  /** What is selected, when that is a piece of one block; else nothing. */
  readonly selectedText: () => string
  readonly find: FindAccess
  readonly comments: CommentAccess
  /** Calls `listener` when the text asks for it; answers how to stop. */
  readonly onAsk: (ask: Ask, listener: () => void) => () => void
  readonly destroy: () => void
}

/** Seeking in the marked text, and replacing. */
export interface FindAccess {
  /** Seeks from now on; null ends it. */
  readonly search: (wanted: Search | null) => void
  readonly found: () => Found
  /** To the next hit, or the one before. */
  readonly go: (by: 1 | -1) => void
  readonly replace: (text: string) => void
  /** Answers how many. */
  readonly replaceAll: (text: string) => number
}

export interface DocumentEditorOptions {
  readonly doc: Doc
  /** Carets of the others: where they are told, and whose they are. */
  readonly carets: CaretOptions
  /** In whose name proposals are made. */
  readonly author: Author
  readonly onDesync: () => void
  readonly mac: boolean
}

const SILENT: PageWords = {
  label: '',
  cleanLabel: () => '',
  itemLabel: (_, number) => (number === null ? '' : String(number)),
  pasteRefused: () => undefined,
  keyRefused: () => undefined,
}

/**
 * Opens the shared text in an editor of its own element. Made outside React: it outlives redraws and is destroyed by
 * whoever made it. It begins closed to writing; `setWriting` opens it.
 */
export const openDocumentEditor = (options: DocumentEditorOptions): DocumentEditor => {
  const host = document.createElement('div')
  const marked = document.createElement('div')
  host.append(marked)
  const listeners = new Map<Ask, Set<() => void>>()
  const comments = new DocumentComments()
  let words = SILENT
  const ask =
    (what: Ask): Command =>
    () => {
      for (const listener of listeners.get(what) ?? []) listener()
      return true
    }
  const foreign: ForeignCommands = {
    undo: () => editor.commands.undo(),
    redo: () => editor.commands.redo(),
    moveUp: () => editor.commands.moveBlock('up'),
    moveDown: () => editor.commands.moveBlock('down'),
    link: ask('link'),
    shortcuts: ask('shortcuts'),
    view: ask('view'),
    find: ask('find'),
    comment: ask('comment'),
  }
  const editor: Editor = new Editor({
    element: marked,
    editable: false,
    injectCSS: false,
    enableCoreExtensions: CORE_EXTENSIONS,
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [
      ...documentExtensions({
        itemLabel: (list, number) => words.itemLabel(list, number),
        clean: cleanText,
        pasteRefused: (reason) => {
          words.pasteRefused(reason)
        },
        foreign,
        mac: options.mac,
      }),
      TextAccess.configure({
        label: () => words.label,
        keyRefused: () => {
          words.keyRefused()
        },
      }),
      SuggestMode.configure({ author: options.author, session: options.doc.clientID.toString(36) }),
      SequenceCollaboration.configure({ document: options.doc, onDesync: options.onDesync }),
      SequenceCarets.configure(options.carets),
      Find,
      Comments.configure({ comments }),
    ],
  })
  const { view } = editor
  const cards = new DocumentCards()
  const views = new TextViews({
    host,
    marked,
    view,
    label: (name) => words.cleanLabel(name),
    itemLabel: (list, number) => words.itemLabel(list, number),
  })
  editor.on('transaction', ({ transaction }) => {
    if (transaction.docChanged) views.changed()
  })
  const lit = litSuggestion(document)
  const lookedAt = lookedAtBlock(window)
  /** The suggestion gone to last: where several meet, the caret alone does not tell which is meant. */
  let goneTo: string | null = null
  let covered: Covered = { before: 0, after: 0, card: 0 }
  const reveal = (range: { readonly from: number; readonly to: number }): void => {
    if (view.dom.isConnected) bringIntoSight(view, range, covered)
  }
  const showCard = (id: string): void => {
    const range = rangeOfCard(view.state.doc, id)
    if (range !== null) reveal(range)
  }
  const onCaret = (listener: () => void): (() => void) => {
    const heard = ({ transaction }: { readonly transaction: Transaction }): void => {
      // A key sets the selection too, sometimes: who writes goes nowhere by it.
      if (transaction.selectionSet && !transaction.docChanged && !isRemote(transaction)) listener()
    }
    editor.on('transaction', heard)
    return () => {
      editor.off('transaction', heard)
    }
  }
  const execute = (command: Command): boolean => {
    readSelection(view)
    return view.editable && command(view.state, view.dispatch, view)
  }

  return {
    editor,
    host,
    speak: (next) => {
      words = next
      // Attributes are computed again on every update of the view.
      view.setProps({})
      views.speak()
    },
    setWriting: (may) => {
      readSelection(view)
      if (editor.isEditable !== may) editor.setEditable(may, false)
    },
    setSuggesting: (suggesting) => {
      if (isSuggesting(view.state) !== suggesting) view.dispatch(setSuggesting(view.state.tr, suggesting))
    },
    run: (id) => {
      execute(DOCUMENT_COMMANDS[id])
      view.focus()
    },
    undo: () => {
      readSelection(view)
      if (view.editable) editor.commands.undo()
      view.focus()
    },
    redo: () => {
      readSelection(view)
      if (view.editable) editor.commands.redo()
      view.focus()
    },
    canUndo: () => editor.can().undo(),
    canRedo: () => editor.can().redo(),
    forgetDecided: (ids) => {
      const manager = undoManagerOf(view.state)
      // Whether there is anything to undo may have changed: whoever shows it hears of every transaction.
      if (manager !== null && dropDecided(manager, new Set(ids))) view.dispatch(view.state.tr)
    },
    forgetAll: () => {
      clearUndo(view.state)
      view.dispatch(view.state.tr)
    },
    focus: () => {
      views.focus()
    },
    currentHref: () => currentHref(view.state),
    setLink: (typed) => {
      const href = completeHref(typed)
      return href !== null && execute(setLink(href))
    },
    unsetLink: () => {
      execute(unsetLink)
    },
    goToCaret: (clients) => {
      views.show('marked')
      const at = clients.map((client) => caretPosition(view.state, client)).findLast((one) => one !== null)
      if (typeof at !== 'number') return
      const { node } = view.domAtPos(at)
      const element = node instanceof Element ? node : node.parentElement
      element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    },
    cards: () => cards.read(view.state.doc),
    cardAtCaret: () => {
      const { selection } = view.state
      const atCaret = cardAtCaret(view.state)
      if (goneTo === null || goneTo === atCaret || !selection.empty) return atCaret
      return caretAtCard(view.state, goneTo)?.selection.head === selection.head ? goneTo : atCaret
    },
    goToCard: (id, stay) => {
      views.show('marked')
      goneTo = id
      const transaction = caretAtCard(view.state, id)
      if (transaction !== null) view.dispatch(transaction)
      // Before the scrolling: the browser brings what takes the focus into sight in its own way.
      if (stay !== 'stay') view.focus()
      showCard(id)
    },
    showCard,
    cardAnchors: (from, to) =>
      cardAnchors(view, views.name === 'marked' ? cards.read(view.state.doc) : [], from, to),
    onLayout: (listener) => {
      const stops = [
        watchTextLayout(editor, host, listener),
        views.subscribe(() => {
          listener('later')
        }),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
    setCovered: (next) => {
      covered = next
      const sides = { left: 0, right: 0, top: next.before, bottom: next.after }
      view.setProps({
        scrollThreshold: sides,
        scrollMargin: { ...sides, top: sides.top + 8, bottom: sides.bottom + 8 },
      })
    },
    showBlock: (bid) => {
      const range = bid === null ? null : rangeOfBlock(view.state.doc, bid)
      lookedAt.show(view, range)
      if (range === null) return
      views.show('marked')
      reveal(range)
    },
    light: lit.light,
    placeNow: (kind) => placeInText(view.state, kind),
    insertWords: (inserted) => {
      editor.view.focus()
      editor.view.pasteText(inserted)
    },
    isEmpty: () => editor.state.doc.textContent === '' && editor.state.doc.childCount <= 1,
    selectedText: () => {
      const { $from, $to, from, to } = view.state.selection
      return $from.sameParent($to) ? view.state.doc.textBetween(from, to) : ''
    },
    find: {
      search: (wanted) => {
        if (wanted !== null) views.show('marked')
        search(view, wanted)
      },
      found: () => found(view.state),
      go: (by) => {
        goToHit(view, by)
      },
      replace: (text) => {
        if (view.editable) replaceCurrent(view, text)
      },
      replaceAll: (text) => (view.editable ? replaceAll(view, text) : 0),
    },
    comments: commentAccess(view, comments, onCaret, (range) => {
      views.show('marked')
      reveal(range)
    }),
    textView: () => views.name,
    onTextView: (listener) => views.subscribe(listener),
    showTextView: (name) => {
      views.show(name)
    },
    onAsk: (what, listener) => {
      const set = listeners.get(what) ?? new Set()
      listeners.set(what, set.add(listener))
      return () => set.delete(listener)
    },
    destroy: () => {
      views.destroy()
      lit.stop()
      lookedAt.show(view, null)
      editor.destroy()
      host.remove()
    },
  }
}
