// @vitest-environment jsdom
import { getSchema } from '@tiptap/core'
import { DOMSerializer, type MarkSpec, type NodeSpec, type Schema } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { schema } from '#core/schema/schema.ts'
import { schemaExtensions } from '../../../editor/extensions/document-extensions.ts'

const attributes = (spec: NodeSpec | MarkSpec) =>
  Object.entries(spec.attrs ?? {}).map(([name, attr]) => [name, 'default' in attr, attr.default ?? null])

const described = (which: Schema) => ({
  nodes: Object.values(which.nodes).map((type) => [
    type.name,
    type.spec.content ?? '',
    type.markSet?.map((mark) => mark.name) ?? 'all',
    type.whitespace,
    attributes(type.spec),
  ]),
  marks: Object.values(which.marks).map((type) => [
    type.name,
    Object.values(which.marks)
      .filter((other) => type.excludes(other))
      .map((other) => other.name),
    type.spec.inclusive ?? true,
    attributes(type.spec),
  ]),
})

const editorSchema = getSchema([...schemaExtensions])

const drawn = (attrs: Partial<BlockAttrs>): string => {
  const holder = document.createElement('div')
  const node = editorSchema.node(
    'block',
    { ...DEFAULT_BLOCK_ATTRS, bid: 'b1', ...attrs },
    editorSchema.text('نصّ'),
  )
  holder.append(DOMSerializer.fromSchema(editorSchema).serializeNode(node, { document }))
  return holder.innerHTML
}

describe("the editor's schema", () => {
  it('[SCH1] has the nodes, marks, attributes, defaults and mark order of core', () => {
    expect(described(editorSchema)).toEqual(described(schema))
  })

  it('[UI70] draws headings, paragraphs and quotes as what they are, named by their id', () => {
    expect(drawn({ kind: 'heading', level: 2 })).toBe('<h3 class="block" data-bid="b1">نصّ</h3>')
    expect(drawn({})).toBe('<p class="block" data-bid="b1">نصّ</p>')
    expect(drawn({ kind: 'quote' })).toBe('<blockquote class="block" data-bid="b1">نصّ</blockquote>')
  })

  it('[UI70] draws an item as a listitem inside a list, so that screen readers say so', () => {
    expect(drawn({ kind: 'item', list: 'ordered', indent: 2 })).toBe(
      '<div class="block" data-bid="b1" role="list" data-list="ordered" data-indent="2"><div role="listitem" class="itemText">نصّ</div></div>',
    )
  })

  it('[UI5] gives a direction only to a block that overrides it', () => {
    expect(drawn({})).not.toContain('dir=')
    expect(drawn({ dir: 'ltr' })).toContain('dir="ltr"')
  })
})
