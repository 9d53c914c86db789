import { childOf, elementsOf, numberOf, valueOf, type XmlElement } from './xml-tree.ts'

/** What a list says of one of its levels. */
interface Level {
  readonly list: 'ordered' | 'bullet' | 'none'
  readonly start: number
  /** The level (1 based) after which it begins anew; null: after every one above it; 0: never. */
  readonly restart: number | null
  /** The style whose paragraphs are items of this level; null for none. */
  readonly style: string | null
}

interface List {
  /** Lists of one abstract definition count on together. */
  readonly abstract: string
  readonly levels: ReadonlyMap<number, Level>
  /** Levels at which this list starts by itself, and at which number. */
  readonly starts: ReadonlyMap<number, number>
}

const LEVELS = 9
const PLAIN: Level = { list: 'ordered', start: 1, restart: null, style: null }

/** Where an item stands in the lists of the file. */
export interface ListPlace {
  readonly list: string
  /** 0–8. */
  readonly level: number
}

/** The lists of a file, and the numbers that their items bear, counted as Word counts while the items go by. */
export class WordNumbering {
  readonly #lists = new Map<string, List>()
  readonly #counters = new Map<string, (number | null)[]>()
  readonly #begun = new Set<string>()

  constructor(part: XmlElement | null) {
    if (part === null) return
    const abstracts = new Map<string, ReadonlyMap<number, Level>>()
    const linked = new Map<string, string>()
    const styles = new Map<string, string>()
    for (const element of elementsOf(part, 'w:abstractNum')) {
      const id = element.attributes.get('w:abstractNumId') ?? ''
      abstracts.set(id, levelsOf(element))
      const [style, link] = [valueOf(element, 'w:styleLink'), valueOf(element, 'w:numStyleLink')]
      if (style !== null) styles.set(style, id)
      if (link !== null) linked.set(id, link)
    }
    for (const element of elementsOf(part, 'w:num')) {
      const id = element.attributes.get('w:numId') ?? ''
      const named = valueOf(element, 'w:abstractNumId') ?? ''
      const abstract = styles.get(linked.get(named) ?? '') ?? named
      const levels = new Map(abstracts.get(abstract))
      const starts = new Map<number, number>()
      for (const override of elementsOf(element, 'w:lvlOverride')) {
        const level = numberOf(override.attributes.get('w:ilvl'))
        if (level === null) continue
        const own = childOf(override, 'w:lvl')
        if (own !== null) levels.set(level, levelOf(own))
        const start = numberOf(valueOf(override, 'w:startOverride'))
        if (start !== null) starts.set(level, start)
      }
      this.#lists.set(id, { abstract, levels, starts })
    }
  }

  /** What the items at this place are; a list that the file does not define has no items. */
  kindOf({ list, level }: ListPlace): 'ordered' | 'bullet' | 'none' {
    const found = this.#lists.get(list)
    if (found === undefined) return 'none'
    return (found.levels.get(level) ?? PLAIN).list
  }

  /** The level of a list that belongs to a style; null when none does. */
  levelOfStyle(list: string, style: string): number | null {
    for (const [level, { style: owner }] of this.#lists.get(list)?.levels ?? [])
      if (owner === style) return level
    return null
  }

  /** The number of the next item at this place: it has gone by when this returns. */
  pass({ list, level }: ListPlace): number | null {
    const found = this.#lists.get(list)
    if (found === undefined) return null
    let counters = this.#counters.get(found.abstract)
    if (counters === undefined) this.#counters.set(found.abstract, (counters = []))
    const levelAt = (at: number): Level => found.levels.get(at) ?? PLAIN
    this.#begin(list, found, counters)
    const before = counters[level] ?? null
    const number = before === null ? (found.starts.get(level) ?? levelAt(level).start) : before + 1
    counters[level] = number
    for (let deeper = level + 1; deeper < LEVELS; deeper++) {
      const { restart } = levelAt(deeper)
      if (restart === null || (restart > 0 && level < restart)) counters[deeper] = null
    }
    return number
  }

  /** A list with a start of its own begins there when its first item goes by. */
  #begin(id: string, { starts }: List, counters: (number | null)[]): void {
    if (this.#begun.has(id)) return
    this.#begun.add(id)
    for (const [level] of starts) counters[level] = null
  }
}

const levelsOf = (abstract: XmlElement): ReadonlyMap<number, Level> => {
  const levels = new Map<number, Level>()
  for (const element of elementsOf(abstract, 'w:lvl')) {
    const level = numberOf(element.attributes.get('w:ilvl'))
    if (level !== null) levels.set(level, levelOf(element))
  }
  return levels
}

const levelOf = (element: XmlElement): Level => {
  const format = valueOf(element, 'w:numFmt') ?? 'decimal'
  return {
    list: format === 'bullet' ? 'bullet' : format === 'none' ? 'none' : 'ordered',
    // Missing, it is 0 by the letter; Word always writes it.
    start: numberOf(valueOf(element, 'w:start')) ?? 1,
    restart: numberOf(valueOf(element, 'w:lvlRestart')),
    style: valueOf(element, 'w:pStyle'),
  }
}
