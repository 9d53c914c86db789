import type { TextDirection } from '#core/text/direction.ts'
import { childOf, elementsOf, numberOf, valueOf, type XmlElement } from './xml-tree.ts'

/** Properties of a paragraph or a run as they stand at one level: direct, or in one style. */
export type Properties = XmlElement | null

interface Style {
  readonly id: string
  /** English and lower case whatever the language of Word is: what is translated is the id. */
  readonly name: string
  readonly basedOn: string | null
  readonly paragraph: Properties
  readonly run: Properties
}

/** A chain of styles is never longer in a file that is meant to be read. */
const MAX_CHAIN = 20

/** Is a switch such as `w:b` on? Null when it says nothing. */
export const switchOf = (properties: Properties, name: string): boolean | null => {
  const element = childOf(properties, name)
  if (element === null) return null
  const value = element.attributes.get('w:val') ?? 'true'
  return value !== 'false' && value !== '0' && value !== 'off' && value !== 'none'
}

/** The styles of a file, each with what it is based on. */
export class WordStyles {
  readonly #styles = new Map<string, Style>()
  readonly #chains = new Map<string, readonly Style[]>()
  readonly #defaults: { readonly paragraph: Properties; readonly run: Properties }
  #defaultParagraph: string | null = null

  constructor(part: XmlElement | null) {
    const defaults = childOf(part, 'w:docDefaults')
    this.#defaults = {
      paragraph: childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr'),
      run: childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr'),
    }
    for (const element of part === null ? [] : elementsOf(part, 'w:style')) this.#add(element)
  }

  /** The style named by a paragraph (the default one where it names none) and all it is based on, nearest first. */
  paragraphChain(id: string | null): readonly Style[] {
    return this.#chain(id ?? this.#defaultParagraph)
  }

  characterChain(id: string | null): readonly Style[] {
    return id === null ? [] : this.#chain(id)
  }

  /** The first in the order direct, style, what that is based on, defaults for which `read` says something. */
  resolve<T>(direct: Properties, style: string | null, read: (properties: Properties) => T | null): T | null {
    const own = read(direct)
    if (own !== null) return own
    for (const one of this.paragraphChain(style)) {
      const value = read(one.paragraph)
      if (value !== null) return value
    }
    return read(this.#defaults.paragraph)
  }

  /** The run property that the style of a paragraph or of characters gives, nearest first; null when none says. */
  runSwitch(chain: readonly Style[], name: string): boolean | null {
    for (const style of chain) {
      const value = switchOf(style.run, name)
      if (value !== null) return value
    }
    return null
  }

  defaultSwitch(name: string): boolean {
    return switchOf(this.#defaults.run, name) ?? false
  }

  /** The language that the file says its text is in, where that goes this way: BCP 47; null when it says none. */
  languageTag(direction: TextDirection): string | null {
    const attribute = direction === 'rtl' ? 'w:bidi' : 'w:val'
    for (const { run } of this.paragraphChain(null)) {
      const tag = childOf(run, 'w:lang')?.attributes.get(attribute)
      if (tag !== undefined) return tag
    }
    return childOf(this.#defaults.run, 'w:lang')?.attributes.get(attribute) ?? null
  }

  #add(element: XmlElement): void {
    const id = element.attributes.get('w:styleId')
    if (id === undefined || this.#styles.has(id)) return
    // Older versions write other names of a style behind its own.
    const name = (valueOf(element, 'w:name') ?? '').toLowerCase().split(',', 1)[0]?.trim() ?? ''
    const [paragraph, run] = [childOf(element, 'w:pPr'), childOf(element, 'w:rPr')]
    this.#styles.set(id, { id, name, basedOn: valueOf(element, 'w:basedOn'), paragraph, run })
    const isDefault = /^(?:1|true|on)$/u.test(element.attributes.get('w:default') ?? '')
    if (isDefault && element.attributes.get('w:type') === 'paragraph') this.#defaultParagraph = id
  }

  #chain(id: string | null): readonly Style[] {
    if (id === null) return []
    const known = this.#chains.get(id)
    if (known !== undefined) return known
    const chain: Style[] = []
    for (let next: string | null = id; next !== null && chain.length < MAX_CHAIN;) {
      const style: Style | undefined = this.#styles.get(next)
      if (style === undefined || chain.includes(style)) break
      chain.push(style)
      next = style.basedOn
    }
    this.#chains.set(id, chain)
    return chain
  }
}

/** Of a chain of styles, is one a heading by its name? 1–9; null for none. The title of a text is a heading, too. */
export const headingByName = (chain: readonly Style[]): number | null => {
  for (const { name } of chain) {
    const level = /^heading ([1-9])$/u.exec(name)?.[1]
    if (level !== undefined) return Number.parseInt(level, 10)
    if (name === 'title') return 1
  }
  return null
}

const QUOTES = new Set(['quote', 'intense quote', 'block text', 'quotations', 'quotation'])

export const isQuote = (chain: readonly Style[]): boolean => chain.some(({ name }) => QUOTES.has(name))

/** `w:outlineLvl`: 0–8 are headings, 9 is body text. */
export const outlineLevel = (properties: Properties): number | null => {
  const level = numberOf(valueOf(properties, 'w:outlineLvl'))
  return level === null || level < 0 || level > 9 ? null : level
}
