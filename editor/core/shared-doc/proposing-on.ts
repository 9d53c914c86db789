import * as Y from 'yjs'
import { readSuggestion } from '../suggestions/suggestion.ts'

/** By the id of each suggestion under which a client proposed from a clock on, the last clock at which it did so. */
export const namedLast = (structs: (Y.Item | Y.GC)[], start: number): ReadonlyMap<string, number> => {
  const named = new Map<string, number>()
  for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
    const item = structs[at]
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentFormat)) continue
    const { key, value }: { key: string; value: unknown } = item.content
    const suggestion = readSuggestion(key, value)
    if (suggestion !== null) named.set(suggestion.id, item.id.clock)
  }
  return named
}

/** Did they, behind this clock, propose under this id, or under one in whose place it came? */
export const proposesOn = (named: ReadonlyMap<string, number>, id: string, clock: number): boolean =>
  [...named].some(([name, last]) => last > clock && (name === id || isReplacedBy(name, id)))

/** Is `id` a name that late work of `name` came to have, `<name>.1`, `<name>.2` …? */
const isReplacedBy = (name: string, id: string): boolean => {
  const [[base, number], [other, later]] = [numbered(name), numbered(id)]
  return base === other && number < later
}

const numbered = (id: string): readonly [base: string, number: number] => {
  const [base, number] = /^(.*)\.(\d+)$/.exec(id)?.slice(1) ?? [id, '0']
  return [base ?? id, Number(number)]
}
