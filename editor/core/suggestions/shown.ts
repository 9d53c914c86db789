import { DEFAULT_BLOCK_ATTRS, isBlockAttr, type BlockAttrName } from '../schema/block.ts'
import { STYLE_KEYS } from '../schema/formats.ts'
import { isSafeHref } from '../schema/link.ts'
import type { SequenceElement } from './element.ts'
import { proposedChanges, suggestionsOn } from './suggestion.ts'

const hrefOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'href' in value ? value.href : null

/** Is this a style with a value that it may have? Null switches the style off. */
export const isStyleChange = (name: string, value: unknown): boolean =>
  STYLE_KEYS.some((key) => key === name) &&
  (value === null || (name === 'link' ? isSafeHref(hrefOf(value)) : value === true))

/** Is this a block attribute that a proposal may set, with a value that it may have? */
export const isAttrChange = (name: string, value: unknown): name is Exclude<BlockAttrName, 'bid'> =>
  name !== 'bid' && isBlockAttr(name, value)

const isAttrName = (name: string): name is BlockAttrName => Object.hasOwn(DEFAULT_BLOCK_ATTRS, name)

/** What an element says of itself, proposals aside: a style or block attribute; null when it has none. */
export const baseProp = (element: SequenceElement, name: string): unknown => {
  if (element.kind === 'text') return element.formats.get(name) ?? null
  const value = element.attrs.get(name)
  return value ?? (isAttrName(name) ? DEFAULT_BLOCK_ATTRS[name] : null)
}

/**
 * The changes of format that are proposed on an element, by name: what the marked text shows in place of what the
 * element says. Of two rivals the later holds [SUG3]; what a proposal may not say is passed over.
 */
export const proposedProps = (element: SequenceElement): ReadonlyMap<string, unknown> => {
  const props = new Map<string, unknown>()
  const may = element.kind === 'text' ? isStyleChange : isAttrChange
  for (const suggestion of suggestionsOn(element.formats)) {
    if (suggestion.kind !== 'formatChange') continue
    for (const [name, value] of proposedChanges(suggestion)) if (may(name, value)) props.set(name, value)
  }
  return props
}

/** A style or attribute as the marked text shows it: as proposed, or else as the element says. */
export const shownProp = (element: SequenceElement, name: string): unknown => {
  const proposed = proposedProps(element)
  return proposed.has(name) ? proposed.get(name) : baseProp(element, name)
}
