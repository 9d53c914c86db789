import type { Editor } from '@tiptap/core'
import type { Doc } from 'yjs'
import type { BlockContent } from '#core/schema/content.ts'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { Result } from '#core/util/result.ts'
import type { Ask } from './asks.ts'
import type { CaretOptions } from './binding/carets.ts'
import type { CommentAccess } from './comments/comment-access.ts'
import type { PutRefusal, PutWhere } from './clipboard/put-in-text.ts'
import type { FindAccess } from './find/find-access.ts'
import type { LockAccess } from './locks/lock-access.ts'
import type { DocumentCommandId } from './keys/document-commands.ts'
import type { OutlineEntry } from './outline.ts'
import type { PageWords } from './page-words.ts'
import type { BlockMover } from './paragraphs/block-mover.ts'
import type { NumberAccess } from './paragraphs/number-access.ts'
import type { Anchors } from './suggesting/card-anchors.ts'
import type { CardPlace, PlaceKind } from './suggesting/card-place.ts'
import type { Author } from './suggesting/suggest-mode.ts'
import type { Covered } from './views/in-sight.ts'
import type { KeptPlace } from './views/kept-place.ts'
import type { TextViewName } from './views/text-views.ts'
import type { CheckAccess, MakeCheck } from './text-check/check-access.ts'
import type { Outline } from './watch-outline.ts'

/** What was done beside the text and is taken back with the key of undo, before anything in the text [UI887]. */
export interface OtherUndo {
  /** Was it done after the last letter? */
  readonly has: () => boolean
  readonly take: () => void
}

/** The text as the page sees it: commands, no ProseMirror and no Yjs. */
export interface DocumentEditor {
  readonly editor: Editor
  /** Holds the editable text; to be put into the page. */
  readonly host: HTMLElement
  readonly speak: (words: PageWords) => void
  readonly setWriting: (may: boolean) => void
  /** The language of the text, and so its direction; Arabic until it is told. */
  readonly setLanguage: (language: DocumentLanguage) => void
  /** From now on what the person does here is proposed, or done. */
  readonly setSuggesting: (suggesting: boolean) => void
  readonly isSuggesting: () => boolean
  readonly run: (id: DocumentCommandId) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Does what a key of the table does in the text beside changing it: moves the block, asks for the address of a link. */
  readonly runKey: (id: 'moveUp' | 'moveDown' | 'link') => void
  /** From now on undo asks this first; null: it is about the text alone. */
  readonly undoFirst: (other: OtherUndo | null) => void
  /** Calls `listener` when this person changed the text, undo and redo apart; answers how to stop. */
  readonly onWritten: (listener: () => void) => () => void
  readonly canUndo: () => boolean
  readonly canRedo: () => boolean
  /** These suggestions were decided: neither undo nor redo touches them any more [SUG450]. */
  readonly forgetDecided: (ids: readonly string[]) => void
  /** Neither undo nor redo touches anything that was done up to now: an earlier version was restored [UI540]. */
  readonly forgetAll: () => void
  readonly focus: () => void
  /** Is the focus in the marked text? */
  readonly hasFocus: () => boolean
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
  /** Puts the caret at the start of a block and brings it into sight; one that is gone is passed over. */
  readonly goToBlock: (bid: string) => void
  /** The numbers by which people speak of blocks. */
  readonly numbers: NumberAccess
  /** Blocks that are taken with a pointer and put elsewhere. */
  readonly mover: BlockMover
  /** The headings, in order. */
  readonly headings: () => readonly OutlineEntry[]
  /** Tells the outline now and whenever it is another; answers how to stop. */
  readonly onOutline: (listener: (outline: Outline) => void) => () => void
  /** Shows in the text which suggestion is the active one [UI441]. */
  readonly light: (id: string | null) => void
  /** Where the caret or the selection is now, to filter suggestions by [UI440]. */
  readonly placeNow: (kind: PlaceKind) => CardPlace
  /** Where the reader is, for a text that starts over; null where nothing of it is in sight. */
  readonly placeInSight: () => KeptPlace | null
  /** Shows the place where it was, the caret in it if it had been. */
  readonly returnTo: (place: KeptPlace) => void
  /** The block that holds the caret; of one that is not in the shared text yet, null. */
  readonly caretBlock: () => string | null
  readonly isEmpty: () => boolean
  /** Writes plain words where the caret is, a paragraph for each line, as a paste would; gives the text the focus. */
  readonly insertWords: (words: string) => void
  /**
   * A text from outside as one suggestion, in one step of undo [UI907]: blocks of a document that is written from right
   * to left, or JSON of one that is written as this one is.
   */
  readonly propose: (
    blocks: readonly BlockContent[] | { readonly json: unknown },
    where: PutWhere,
  ) => Result<number, PutRefusal | 'not-ours'>
  /** Plain text line by line, where the caret is; gives the text the focus. */
  readonly pasteAsItIs: (text: string) => void
  /** Blocks in place of the selection, as a paste: all of them or none. Answers how many came. */
  readonly pasteBlocks: (blocks: readonly BlockContent[]) => Result<number, PutRefusal>
  /** Calls `listener` with a text out of order that was to be pasted and was not [UI961]; answers how to stop. */
  readonly onDamagedPaste: (listener: (text: string) => void) => () => void
  /** The view that is shown, and who wants to know when it is another. */
  readonly textView: () => TextViewName
  readonly onTextView: (listener: () => void) => () => void
  readonly showTextView: (view: TextViewName) => void
  /** What is selected, when that is a piece of one block; else nothing. */
  readonly selectedText: () => string
  readonly find: FindAccess
  readonly checkBy: (make: MakeCheck) => CheckAccess
  /** Whether the browser checks the spelling in its own way; it does until it is told otherwise. */
  readonly setSpelling: (on: boolean) => void
  readonly comments: CommentAccess
  readonly locks: LockAccess
  /** Calls `listener` when the text asks for it; answers how to stop. */
  readonly onAsk: (ask: Ask, listener: () => void) => () => void
  readonly destroy: () => void
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
