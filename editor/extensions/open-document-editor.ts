import { Editor } from '@tiptap/core'
import { TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import { rebasedBlocks } from '#core/schema/rebased-blocks.ts'
import { cleanText } from '#core/text/clean.ts'
import { fail } from '#core/util/result.ts'
import { Asks } from './asks.ts'
import { blockAtCaret } from './blocks/current-blocks.ts'
import { completeHref, currentHref, setLink, unsetLink } from './blocks/styles.ts'
import { SequenceCarets, caretPosition } from './binding/carets.ts'
import { isRemote } from './binding/sequence-plugin.ts'
import { readSelection } from './binding/read-selection.ts'
import { asOwnStep, clearUndo, dropDecided, undoManagerOf } from './binding/undo.ts'
import { SequenceCollaboration } from './binding/sequence-collaboration.ts'
import { commentAccess } from './comments/comment-access.ts'
import { Comments } from './comments/comments.ts'
import { DocumentComments } from './comments/document-comments.ts'
import { pasteAsItIs, type PasteRefusal } from './clipboard/document-clipboard.ts'
import { blocksOfJson, pasteBlocks, proposeBlocks } from './clipboard/put-in-text.ts'
import type { DocumentEditor, DocumentEditorOptions, OtherUndo } from './document-editor.ts'
import { CORE_EXTENSIONS } from './core-extensions.ts'
import { documentExtensions } from './document-extensions.ts'
import { findAccess } from './find/find-access.ts'
import { Find } from './find/find.ts'
import { runCommand, type ForeignCommands } from './keys/document-keys.ts'
import { outlineOf } from './outline.ts'
import { SILENT } from './page-words.ts'
import { cardAnchors } from './suggesting/card-anchors.ts'
import { DocumentCards, cardAtCaret, caretAtCard, rangeOfCard } from './suggesting/document-cards.ts'
import { litSuggestion } from './suggesting/lit-suggestion.ts'
import { placeInText } from './suggesting/card-place.ts'
import { isSuggesting, setSuggesting, SuggestMode } from './suggesting/suggest-mode.ts'
import { lockAccess } from './locks/lock-access.ts'
import { SectionLocks } from './locks/section-locks.ts'
import { blockMover } from './paragraphs/block-mover.ts'
import { numberAccess } from './paragraphs/number-access.ts'
import { PrintedNumbers } from './paragraphs/printed-numbers.ts'
import { TextAccess } from './text-access.ts'
import { directionOf, languageOf, setLanguage } from './text-language.ts'
import type { CheckAccess } from './text-check/check-access.ts'
import { watchTextLayout } from './text-layout.ts'
import { lookedAtBlock, rangeOfBlock } from './views/looked-at-block.ts'
import { bringIntoSight, type Covered } from './views/in-sight.ts'
import { keptPlaceOf, returnToPlace } from './views/kept-place.ts'
import { TextViews } from './views/text-views.ts'
import { watchOutline } from './watch-outline.ts'

/**
 * Opens the shared text in an editor of its own element. Made outside React: it outlives redraws and is destroyed by
 * whoever made it. It begins closed to writing; `setWriting` opens it.
 */
export const openDocumentEditor = (options: DocumentEditorOptions): DocumentEditor => {
  const host = document.createElement('div')
  const marked = document.createElement('div')
  host.append(marked)
  const asks = new Asks()
  const comments = new DocumentComments()
  let words = SILENT
  const pasting = {
    clean: cleanText,
    refused: (reason: PasteRefusal) => {
      words.pasteRefused(reason)
    },
  }
  const onDamaged = new Set<(text: string) => void>()
  let spelling = true
  let besideText: OtherUndo | null = null
  const undo = (): boolean => {
    if (besideText?.has() !== true) return editor.commands.undo()
    besideText.take()
    return true
  }
  const foreign: ForeignCommands = {
    undo: () => undo(),
    redo: () => editor.commands.redo(),
    moveUp: () => editor.commands.moveBlock('up'),
    moveDown: () => editor.commands.moveBlock('down'),
    link: asks.command('link'),
    shortcuts: asks.command('shortcuts'),
    view: asks.command('view'),
    find: asks.command('find'),
    palette: asks.command('palette'),
    outline: asks.command('outline'),
    comment: asks.command('comment'),
    lock: asks.command('lock'),
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
        clipboard: {
          ...pasting,
          readLines: (text, document) => words.readLines(text, document),
          gathered: (lines) => {
            words.linesGathered(lines)
          },
          damaged: (text) => {
            for (const listener of onDamaged) listener(text)
          },
        },
        foreign,
        mac: options.mac,
      }),
      TextAccess.configure({
        label: () => words.label,
        keyRefused: () => {
          words.keyRefused()
        },
        spelling: () => spelling,
      }),
      SectionLocks.configure({
        refused: (refusal) => {
          words.lockRefused(refusal)
        },
      }),
      SuggestMode.configure({ author: options.author, session: options.doc.clientID.toString(36) }),
      SequenceCollaboration.configure({ document: options.doc, onDesync: options.onDesync }),
      SequenceCarets.configure(options.carets),
      Find,
      PrintedNumbers,
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
    return view.editable && asOwnStep(view.state, () => command(view.state, view.dispatch, view))
  }

  let check: CheckAccess | null = null
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
      if (editor.isEditable === may) return
      // Nobody is in a text that is not on the page yet.
      if (host.isConnected) readSelection(view)
      editor.setEditable(may, false)
    },
    setLanguage: (language) => {
      if (languageOf(view.state) === language) return
      view.dispatch(setLanguage(view.state.tr, language))
      views.languageChanged()
    },
    setSuggesting: (suggesting) => {
      if (isSuggesting(view.state) !== suggesting) view.dispatch(setSuggesting(view.state.tr, suggesting))
    },
    isSuggesting: () => isSuggesting(view.state),
    run: (id) => {
      readSelection(view)
      if (view.editable) runCommand(view, id)
      view.focus()
    },
    runKey: (id) => {
      const command = foreign[id]
      if (command !== undefined) execute(command)
    },
    undo: () => {
      readSelection(view)
      if (view.editable) undo()
      view.focus()
    },
    undoFirst: (other) => {
      besideText = other
    },
    redo: () => {
      readSelection(view)
      if (view.editable) editor.commands.redo()
      view.focus()
    },
    canUndo: () => besideText?.has() === true || editor.can().undo(),
    canRedo: () => editor.can().redo(),
    onWritten: (listener) => {
      const heard = ({ transaction }: { readonly transaction: Transaction }): void => {
        if (transaction.docChanged && !isRemote(transaction)) listener()
      }
      editor.on('transaction', heard)
      return () => {
        editor.off('transaction', heard)
      }
    },
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
    hasFocus: () => view.hasFocus(),
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
    goToBlock: (bid) => {
      const range = rangeOfBlock(view.state.doc, bid)
      if (range === null) return
      views.show('marked')
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, range.from)))
      view.focus()
      reveal(range)
    },
    numbers: numberAccess(view, () => views.shown),
    mover: blockMover(view),
    headings: () => outlineOf(view.state.doc),
    onOutline: (listener) => watchOutline(editor, listener),
    light: lit.light,
    caretBlock: () => {
      readSelection(view)
      const bid: unknown = blockAtCaret(view.state)?.node.attrs['bid']
      return typeof bid === 'string' ? bid : null
    },
    placeInSight: () => keptPlaceOf(view),
    returnTo: (place) => {
      returnToPlace(view, place)
    },
    placeNow: (kind) => placeInText(view.state, kind),
    insertWords: (inserted) => {
      editor.view.focus()
      editor.view.pasteText(inserted)
    },
    propose: (blocks, where) => {
      views.show('marked')
      readSelection(view)
      const read =
        'json' in blocks
          ? blocksOfJson(view.state, blocks.json)
          : rebasedBlocks(blocks, 'rtl', directionOf(view.state))
      return read === null ? fail('not-ours') : proposeBlocks(editor, read, where)
    },
    pasteAsItIs: (text) => {
      view.focus()
      pasteAsItIs(view, text, pasting)
    },
    pasteBlocks: (blocks) => {
      views.show('marked')
      readSelection(view)
      return pasteBlocks(view, blocks)
    },
    onDamagedPaste: (listener) => {
      onDamaged.add(listener)
      return () => {
        onDamaged.delete(listener)
      }
    },
    isEmpty: () => editor.state.doc.textContent === '' && editor.state.doc.childCount <= 1,
    selectedText: () => {
      const { $from, $to, from, to } = view.state.selection
      return $from.sameParent($to) ? view.state.doc.textBetween(from, to) : ''
    },
    find: findAccess(view, () => {
      views.show('marked')
    }),
    checkBy: (make) =>
      (check ??= make(editor, view, {
        showMarked: () => {
          views.show('marked')
        },
        reveal: (range, under) => {
          if (view.dom.isConnected)
            bringIntoSight(view, range, { ...covered, after: Math.max(covered.after, under) })
        },
      })),
    setSpelling: (on) => {
      spelling = on
      view.setProps({})
    },
    comments: commentAccess(view, comments, onCaret, (range) => {
      views.show('marked')
      reveal(range)
    }),
    locks: lockAccess(editor, view, (position) => {
      views.show('marked')
      view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position))))
      view.focus()
      reveal({ from: position, to: position })
    }),
    textView: () => views.name,
    onTextView: (listener) => views.subscribe(listener),
    showTextView: (name) => {
      views.show(name)
    },
    onAsk: (what, listener) => asks.on(what, listener),
    destroy: () => {
      views.destroy()
      lit.stop()
      lookedAt.show(view, null)
      editor.destroy()
      host.remove()
    },
  }
}
