import { markerElement, textElement, type SequenceElement } from '#core/suggestions/element.ts'
import { proposedChanges, readSuggestion } from '#core/suggestions/suggestion.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { OracleCell, OracleMark } from './suggestion-oracle.ts'

export const marksOf = (marks: readonly OracleMark[]): [string, unknown][] =>
  marks.map(({ kind, id, set, ...value }) => [
    `${kind}--${id}`,
    set === undefined ? value : { ...value, set: JSON.stringify(set) },
  ])

export const elementsOf = (cells: readonly OracleCell[]): SequenceElement[] =>
  cells.map(({ char, marks, props }) =>
    char === '¶'
      ? markerElement([...Object.entries(props), ...marksOf(marks)])
      : textElement(char, new Map([...Object.entries(props), ...marksOf(marks)])),
  )

/** Back to cells, character by character. */
export const cellsOf = (elements: readonly SequenceElement[]): OracleCell[] =>
  elements.flatMap((element) => {
    const marks: OracleMark[] = []
    const props: Record<string, unknown> = {}
    const entries = element.kind === 'marker' ? [...element.attrs, ...element.formats] : [...element.formats]
    for (const [key, value] of entries) {
      const suggestion = readSuggestion(key, value)
      if (suggestion === null) {
        props[key] = value
        continue
      }
      const { kind, id, by, at, whole, set } = suggestion
      marks.push({
        kind,
        id,
        by,
        at,
        ...(whole ? { whole: true as const } : {}),
        ...(set === null ? {} : { set: Object.fromEntries(proposedChanges(suggestion)) }),
      })
    }
    const chars = element.kind === 'marker' ? ['¶'] : element.text.split('')
    return chars.map((char) => ({ char, marks, props }))
  })

export const MEMBERS = ['A', 'B', 'C'] as const

export const randomCells = (random: SeededRandom): OracleCell[] =>
  Array.from({ length: 1 + random.below(14) }, (_, index) => {
    const isMarker = index === 0 ? random.chance(0.9) : random.chance(0.3)
    const marks: OracleMark[] = []
    for (let count = random.below(4); count > 0; count--) {
      const by = random.pick(MEMBERS)
      const kind = random.pick(['insertion', 'deletion', 'formatChange'] as const)
      const mark = { kind, id: `${by}-s-${marks.length}${random.below(3)}`, by, at: random.below(4) }
      if (kind === 'insertion') marks.push(mark)
      else if (kind === 'deletion')
        marks.push(isMarker && random.chance(0.6) ? { ...mark, whole: true } : mark)
      else {
        const choices: readonly Readonly<Record<string, unknown>>[] = isMarker
          ? [{ kind: 'heading', level: 2 }, { kind: 'quote' }, { dir: 'ltr' }, { dir: null }]
          : [{ bold: true }, { bold: null }, { italic: true }, { link: { href: 'https://a.example' } }]
        marks.push({ ...mark, set: random.pick(choices) })
      }
    }
    const char = isMarker ? '¶' : random.pick(['ا', 'ب', 'c'])
    const props = isMarker ? { bid: `b${index}` } : random.chance(0.3) ? { bold: true } : {}
    return { char, marks, props }
  })
