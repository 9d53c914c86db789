import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { MAX_INDENT, type BlockAttrs } from '#core/schema/block.ts'
import { BLOCK_ATTR_SPECS, BLOCK_NODE, NODE_SPECS } from '#core/schema/schema.ts'
import { shownAttrsOf } from '../suggesting/shown-attrs.ts'

/** Nodes of the editor: core's specs and nothing else, plus how a block looks in the page ([SCH1]). */

export const Doc = Node.create({
  name: 'doc',
  topNode: true,
  content: NODE_SPECS.doc.content,
  marks: NODE_SPECS.doc.marks,
})

export const Text = Node.create({ name: 'text' })

type Attributes = Record<string, string>

/** The attributes every block shows: who it is, and its direction only where the block overrides the document's. */
const sharedAttributes = (attrs: BlockAttrs): Attributes => ({
  class: 'block',
  ...(attrs.bid === null ? {} : { 'data-bid': attrs.bid }),
  ...(attrs.dir === null ? {} : { dir: attrs.dir }),
  ...(attrs.align === null ? {} : { 'data-align': attrs.align }),
})

/** Heading levels 1–3 are h2–h4: the page's own h1 is the title. */
export const headingTag = (level: BlockAttrs['level']): 'h2' | 'h3' | 'h4' =>
  level === 3 ? 'h4' : level === 2 ? 'h3' : 'h2'

/**
 * An item is a listitem in a list of its own: the text is flat, so items of one run have no common parent, and a
 * wrapper around neighbours cannot be drawn without redrawing them. The outer element bears the spoken label and the
 * number (both set by `BlockNumbers`), and the room in which the number is drawn.
 */
const renderItem = (attrs: BlockAttrs): ['div', Attributes, ['div', Attributes, 0]] => [
  'div',
  {
    ...sharedAttributes(attrs),
    role: 'list',
    'data-list': attrs.list ?? 'bullet',
    'data-indent': String(Math.min(attrs.indent, MAX_INDENT)),
  },
  ['div', { role: 'listitem', class: 'itemText' }, 0],
]

export const Block = Node.create({
  name: BLOCK_NODE,
  content: NODE_SPECS.block.content,
  marks: NODE_SPECS.block.marks,
  whitespace: NODE_SPECS.block.whitespace,
  addAttributes: () =>
    Object.fromEntries(
      Object.entries(BLOCK_ATTR_SPECS).map(([name, spec]) => [
        name,
        { default: spec.default, rendered: false },
      ]),
    ),
  /** Only what the editor itself drew: foreign HTML goes through clipboard/read-html.ts. */
  parseHTML: () => [{ tag: '.block' }, { tag: 'p' }],
  renderHTML: ({ node }: { node: ProseMirrorNode }) => {
    const attrs = shownAttrsOf(node)
    switch (attrs.kind) {
      case 'heading':
        return [headingTag(attrs.level), sharedAttributes(attrs), 0]
      case 'quote':
        return ['blockquote', sharedAttributes(attrs), 0]
      case 'item':
        return renderItem(attrs)
      case 'paragraph':
        return ['p', sharedAttributes(attrs), 0]
    }
  },
})
