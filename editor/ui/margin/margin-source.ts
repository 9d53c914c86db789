import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { marginKey, type MarginKind } from './margin-item.ts'
import type { MarginSource } from './use-margin-layout.ts'

const keyed = (
  kind: MarginKind,
  anchors: ReadonlyMap<string, number>,
): readonly (readonly [string, number])[] =>
  [...anchors].map(([id, top]) => [marginKey(kind, id), top] as const)

/** Where the suggestions and the discussions of a text are; nowhere in a clean view. */
export const marginSource = (document: DocumentEditor): MarginSource => ({
  anchors: (from, to) =>
    new Map([
      ...keyed('suggestion', document.cardAnchors(from, to)),
      ...(document.textView() === 'marked' ? keyed('thread', document.comments.anchors(from, to)) : []),
    ]),
  onLayout: document.onLayout,
})
