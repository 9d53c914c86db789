import type { Extensions } from '@tiptap/core'
import { BlockNumbers, type ItemLabel } from './blocks/block-numbers.ts'
import { DocumentClipboard, type ClipboardOptions } from './clipboard/document-clipboard.ts'
import { DocumentKeys, type ForeignCommands } from './keys/document-keys.ts'
import { DocumentInputRules } from './keys/input-rules.ts'
import { documentMarks } from './schema/document-marks.ts'
import { Block, Doc, Text } from './schema/document-nodes.ts'

export interface DocumentOptions {
  /** Spoken name of an item, in the reader's language. */
  readonly itemLabel: ItemLabel
  readonly clipboard: Partial<ClipboardOptions>
  /** Commands that come from elsewhere: undo, redo, moving blocks, dialogs. */
  readonly foreign: ForeignCommands
  readonly mac: boolean
}

/** The nodes and marks alone: enough to make the editor's schema, which equals core's ([SCH1]). */
export const schemaExtensions: Extensions = [Doc, Block, Text, ...documentMarks]

/**
 * The text without its collaboration: schema, keyboard, input rules, numbers, clipboard. The editor is made with
 * `CORE_EXTENSIONS`, since Tiptap's own keymap knows lists and blocks that we have not.
 */
export const documentExtensions = (options: DocumentOptions): Extensions => [
  ...schemaExtensions,
  DocumentKeys.configure({ foreign: options.foreign, mac: options.mac }),
  DocumentInputRules,
  BlockNumbers.configure({ label: options.itemLabel }),
  DocumentClipboard.configure(options.clipboard),
]
