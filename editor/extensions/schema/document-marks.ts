import { Mark } from '@tiptap/core'
import type { DOMOutputSpec, Mark as ProseMirrorMark } from '@tiptap/pm/model'
import { isSafeHref } from '#core/schema/link.ts'
import { MARK_ORDER, MARK_TABLE, type MarkName } from '#core/schema/mark-specs.ts'

const attribute = (mark: ProseMirrorMark, name: string): string => String(mark.attrs[name] ?? '')

/**
 * How each mark looks. Only colour, underline, strike and background: these keep the letters of an Arabic word
 * joined; weight alone may change a ligature, and nothing here adds inline space, a box or a direction ([UI6]).
 */
const draw = (mark: ProseMirrorMark, name: MarkName): DOMOutputSpec => {
  switch (name) {
    case 'bold':
      return ['strong', 0]
    case 'italic':
      return ['em', 0]
    case 'underline':
      return ['u', 0]
    case 'link': {
      const href = attribute(mark, 'href')
      return isSafeHref(href) ? ['a', { href, rel: 'noopener noreferrer nofollow' }, 0] : ['span', 0]
    }
    case 'insertion':
      return ['ins', { 'data-suggestion': attribute(mark, 'id') }, 0]
    case 'deletion':
      return ['del', { 'data-suggestion': attribute(mark, 'id') }, 0]
    case 'formatChange':
      return ['span', { 'data-suggestion': attribute(mark, 'id'), class: 'formatChange' }, 0]
  }
}

const TAGS: Readonly<Partial<Record<MarkName, readonly string[]>>> = {
  bold: ['strong', 'b'],
  italic: ['em', 'i'],
  underline: ['u'],
}

/**
 * What the browser may have made of text while the person typed. Suggestions are never read back from the page:
 * they come from commands only.
 */
const parseRules = (name: MarkName) => {
  if (name === 'link')
    return [
      {
        tag: 'a[href]',
        getAttrs: (element: HTMLElement) => {
          const href = element.getAttribute('href')
          return isSafeHref(href) ? { href } : false
        },
      },
    ]
  const tags = TAGS[name] ?? []
  return tags.map((tag) => ({ tag }))
}

const makeMark = (name: MarkName, rank: number) =>
  Mark.create({
    name,
    // Tiptap orders extensions by priority, and marks rank (nest) in that order: the order is core's.
    priority: 900 - rank,
    inclusive: MARK_TABLE[name].inclusive,
    excludes: MARK_TABLE[name].excludes,
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(MARK_TABLE[name].attrs).map(([attr, spec]) => [
          attr,
          'default' in spec
            ? { default: spec.default, rendered: false }
            : { isRequired: true, rendered: false },
        ]),
      ),
    parseHTML: () => parseRules(name),
    renderHTML: ({ mark }) => draw(mark, name),
  })

/** All marks of the text, in core's order, which is their nesting in the page, outermost first. */
export const documentMarks = MARK_ORDER.map((name, rank) => makeMark(name, rank))
