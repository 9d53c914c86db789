import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model'
import { BLOCK_ATTR_NAMES, DEFAULT_BLOCK_ATTRS } from './block.ts'
import { BLOCK_MARKS, MARK_ORDER, MARK_TABLE, type MarkName } from './mark-specs.ts'

/** The node that holds one paragraph, heading, item or quote: the only textblock there is. */
export const BLOCK_NODE = 'block'
export const DOC_CONTENT = 'block+'
export const BLOCK_CONTENT = 'text*'

const attributes = (names: MarkName): Record<string, AttributeSpec> =>
  Object.fromEntries(
    Object.entries(MARK_TABLE[names].attrs).map(([name, spec]) => [
      name,
      'default' in spec ? { default: spec.default } : {},
    ]),
  )

const markSpec = (name: MarkName): MarkSpec => ({
  attrs: attributes(name),
  inclusive: MARK_TABLE[name].inclusive,
  excludes: MARK_TABLE[name].excludes,
})

/** Attributes of a block as ProseMirror wants them. */
export const BLOCK_ATTR_SPECS: Record<string, AttributeSpec> = Object.fromEntries(
  BLOCK_ATTR_NAMES.map((name) => [name, { default: DEFAULT_BLOCK_ATTRS[name] }]),
)

export const NODE_SPECS = {
  doc: { content: DOC_CONTENT, marks: BLOCK_MARKS },
  // A line break is U+000A inside the text, hence whitespace: 'pre'.
  block: { content: BLOCK_CONTENT, marks: '_', attrs: BLOCK_ATTR_SPECS, whitespace: 'pre' },
  text: {},
} as const satisfies Record<string, NodeSpec>

export const MARK_SPECS: Record<string, MarkSpec> = Object.fromEntries(
  MARK_ORDER.map((name) => [name, markSpec(name)]),
)

/**
 * The schema without any rendering: for the server, for tests, and to check JSON. The editor's own schema has the
 * same nodes, marks, attributes and order ([SCH1]) plus DOM.
 */
export const schema = new Schema({ nodes: NODE_SPECS, marks: MARK_SPECS })
