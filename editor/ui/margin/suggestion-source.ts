import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { marginKey } from './margin-item.ts'
import type { MarginSource } from './use-margin-layout.ts'

/** Where the suggestions of a text are. */
export const suggestionSource = (document: DocumentEditor): MarginSource => ({
  anchors: (from, to) =>
    new Map(
      [...document.cardAnchors(from, to)].map(([id, top]) => [marginKey('suggestion', id), top] as const),
    ),
  onLayout: document.onLayout,
})
