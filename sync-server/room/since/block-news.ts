import { NO_FORMATS, sameFormats, type RawFormats } from '#core/schema/content.ts'
import { BLOCK_ATTR_NAMES } from '#core/schema/block.ts'
import { diffWords, type WordPiece } from '#core/text/word-diff.ts'
import type { Act } from './acts.ts'
import { movedBlocks } from './moved.ts'
import type { Side, SideBlock, TwoTexts } from './two-texts.ts'

/** A block that is another at the second moment than at the first [DOC500]. */
export interface BlockNews {
  readonly bid: string
  /** Of one that is both moved and changed: moved. */
  readonly change: 'added' | 'changed' | 'removed' | 'moved'
  readonly pieces: readonly WordPiece[]
  /** Its kind or another attribute differs. */
  readonly retyped: boolean
  /** Emphasis or links differ on something that stayed. */
  readonly restyled: boolean
  /** Open suggestions in it that are new, or say something else than before. */
  readonly suggestions: readonly string[]
  /** The last act of each who made it so, in the order of these acts. */
  readonly acts: readonly Act[]
}

/** Compares two moments block by block, in text order; what is removed stands behind what it stood behind. */
export const blockNews = (texts: TwoTexts): readonly BlockNews[] => {
  const { before, after } = texts
  const [old, now] = [byKey(before), byKey(after)]
  const places = new Map([...old.keys()].map((key, index) => [key, index]))
  const standing = [...now].filter(([key]) => old.has(key))
  const moved = movedBlocks(
    standing.map(([key, block]) => ({
      was: places.get(key) ?? 0,
      isSame: old.get(key)?.marker === block.marker,
    })),
  )
  const movedKeys = new Set(standing.filter((_, index) => moved.has(index)).map(([key]) => key))
  const news = new Map<string, BlockNews>()
  const fresh = freshSuggestions(texts)
  for (const [key, block] of now) {
    const told = newsOf(texts, old.get(key) ?? null, block, movedKeys.has(key), fresh)
    if (told !== null) news.set(key, told)
  }
  for (const [key, block] of old) if (!now.has(key)) news.set(key, removedNews(block))
  return inTextOrder(
    [...old.keys()].filter((key) => !movedKeys.has(key)),
    [...now.keys()],
  ).flatMap((key) => news.get(key) ?? [])
}

/** Blocks by their bid; of two that bear one (which lasts no longer than a repair takes) each has a key of its own. */
const byKey = ({ blocks }: Side): ReadonlyMap<string, SideBlock> => {
  const found = new Map<string, SideBlock>()
  for (const block of blocks) {
    let key = block.bid
    while (found.has(key)) key += ' again'
    found.set(key, block)
  }
  return found
}

const inTextOrder = (old: readonly string[], now: readonly string[]): readonly string[] => {
  const standing = new Set(now)
  const behind = new Map<string | null, string[]>()
  let last: string | null = null
  for (const key of old) {
    if (standing.has(key)) last = key
    else behind.set(last, [...(behind.get(last) ?? []), key])
  }
  return [...(behind.get(null) ?? []), ...now.flatMap((key) => [key, ...(behind.get(key) ?? [])])]
}

/** Suggestions that are new or say something else, by what they say wherever they stand. */
const freshSuggestions = ({ before, after }: TwoTexts): ReadonlySet<string> => {
  const fresh = new Set<string>()
  for (const [id, { says }] of after.suggestions) {
    const old = before.suggestions.get(id)?.says
    const isKnown = old?.size === says.size && [...says].every(([kind, words]) => old.get(kind) === words)
    if (!isKnown) fresh.add(id)
  }
  return fresh
}

const wordsOf = ({ runs }: SideBlock): string => runs.map(({ text }) => text).join('')

const newsOf = (
  texts: TwoTexts,
  old: SideBlock | null,
  now: SideBlock,
  isMoved: boolean,
  fresh: ReadonlySet<string>,
): BlockNews | null => {
  const [before, after] = [old === null ? '' : wordsOf(old), wordsOf(now)]
  const suggestions = [...now.suggestions].filter((id) => fresh.has(id))
  const isRetyped =
    old !== null && BLOCK_ATTR_NAMES.some((name) => name !== 'bid' && old.attrs[name] !== now.attrs[name])
  const pieces = diffWords(before, after)
  const isRestyled = old !== null && isOtherwiseStyled(old, now, pieces)
  const isText = old === null || isMoved || isRetyped || isRestyled || before !== after
  if (!isText && suggestions.length === 0) return null
  const acts = isText ? [...(old?.acts ?? []), ...now.acts] : []
  // Written anew by who moved it: what others did in the old place shows in no item any more.
  if (isText && old !== null && old.marker !== now.marker) acts.push(...(texts.passing.get(now.bid) ?? []))
  for (const id of suggestions) acts.push(...(texts.suggestionActs.get(id) ?? []))
  return {
    bid: now.bid,
    change: old === null ? 'added' : isMoved ? 'moved' : 'changed',
    pieces,
    retyped: isRetyped,
    restyled: isRestyled,
    suggestions,
    acts: lastOfEach(acts),
  }
}

const removedNews = (block: SideBlock): BlockNews => ({
  bid: block.bid,
  change: 'removed',
  pieces: diffWords(wordsOf(block), ''),
  retyped: false,
  restyled: false,
  suggestions: [],
  acts: lastOfEach(block.acts),
})

/** Does anything that stayed look otherwise? */
const isOtherwiseStyled = (old: SideBlock, now: SideBlock, pieces: readonly WordPiece[]): boolean => {
  if (old.runs === now.runs) return false
  if (old.runs.length === 1 && now.runs.length === 1)
    return pieces.some(({ kind }) => kind === 'same') && !sameFormats(styleAt(old, 0), styleAt(now, 0))
  const [before, after] = [stylesOf(old), stylesOf(now)]
  let [at, newAt] = [0, 0]
  for (const { kind, text } of pieces) {
    for (let index = 0; kind === 'same' && index < text.length; index++)
      if (!sameFormats(before[at + index] ?? NO_FORMATS, after[newAt + index] ?? NO_FORMATS)) return true
    if (kind !== 'come') at += text.length
    if (kind !== 'gone') newAt += text.length
  }
  return false
}

const styleAt = ({ runs }: SideBlock, index: number): RawFormats => runs[index]?.formats ?? NO_FORMATS

/** The formats of each character. */
const stylesOf = ({ runs }: SideBlock): readonly RawFormats[] =>
  runs.flatMap(({ text, formats }) => Array.from({ length: text.length }, () => formats))

const lastOfEach = (acts: readonly Act[]): readonly Act[] => {
  const last = new Map<string | null, Act>()
  for (const act of acts) if (act.seq >= (last.get(act.by)?.seq ?? -1)) last.set(act.by, act)
  return [...last.values()].sort((one, other) => one.seq - other.seq)
}
