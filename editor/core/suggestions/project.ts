import { isBlockAttr } from '../schema/block.ts'
import { withFormat, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey, STYLE_KEYS } from '../schema/formats.ts'
import { isSafeHref } from '../schema/link.ts'
import { isTaken } from './decide.ts'
import { joinRuns, type MarkerElement, type SequenceElement, type TextElement } from './element.ts'
import { ownerOf, proposedChanges, readSuggestion, suggestionsOn, type Suggestion } from './suggestion.ts'

const withoutKeys = (formats: RawFormats, drop: (key: string, value: unknown) => boolean): RawFormats => {
  let kept = formats
  for (const [key, value] of formats) if (drop(key, value)) kept = withFormat(kept, key, null)
  return kept
}

const withoutSuggestions = (formats: RawFormats): RawFormats =>
  withoutKeys(formats, (key) => parseSuggestionKey(key) !== null)

/** The text as it stands, suggestions and all. */
export const projectMarked = (elements: Iterable<SequenceElement>): SequenceElement[] => joinRuns(elements)

/** An element of a projection, and the index of the element that it was. */
export interface Kept {
  readonly source: number
  readonly element: SequenceElement
}

/** What {@link projectOriginal} keeps, one for one. */
export const keptOriginal = (elements: Iterable<SequenceElement>): Kept[] => {
  const kept: Kept[] = []
  let source = -1
  for (const element of elements) {
    source++
    if (ownerOf(element.formats) !== null) continue
    kept.push({ source, element: { ...element, formats: withoutSuggestions(element.formats) } })
  }
  return kept
}

const joined = (kept: readonly Kept[]): SequenceElement[] => joinRuns(kept.map(({ element }) => element))

/**
 * The text as if every suggestion were rejected: what was agreed so far, and what viewers read [SUG2]. Proposed
 * characters and breaks are gone, proposed deletions and changes of format are as if never made.
 */
export const projectOriginal = (elements: Iterable<SequenceElement>): SequenceElement[] =>
  joined(keptOriginal(elements))

/**
 * P_U: the text with everything authored by `member` rejected and everything else kept, base and other people's
 * suggestions with their ids, authors and times [SUG4]. A suggester's update is admitted iff it leaves this as it was.
 *
 * Element by element, without context: it may be taken over a stretch of the text alone. What `member` proposed is
 * gone with whatever others proposed about it; what others typed inside it stays.
 */
export const projectWithout = (elements: Iterable<SequenceElement>, member: string): SequenceElement[] => {
  const kept: SequenceElement[] = []
  for (const element of elements) {
    if (ownerOf(element.formats)?.by === member) continue
    const formats = withoutKeys(element.formats, (key, value) => readSuggestion(key, value)?.by === member)
    kept.push(formats === element.formats ? element : { ...element, formats })
  }
  return joinRuns(kept)
}

const acceptedText = (element: TextElement, suggestions: readonly Suggestion[]): TextElement => {
  let formats = withoutSuggestions(element.formats)
  for (const suggestion of suggestions) {
    if (suggestion.kind !== 'formatChange') continue
    for (const [name, value] of proposedChanges(suggestion)) {
      if (!STYLE_KEYS.some((key) => key === name)) continue
      const isAdmissible = value === null || (name === 'link' ? isSafeHref(readHref(value)) : value === true)
      if (isAdmissible) formats = withFormat(formats, name, value)
    }
  }
  return { ...element, formats }
}

const readHref = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'href' in value ? value.href : null

const acceptedMarker = (element: MarkerElement, suggestions: readonly Suggestion[]): MarkerElement => {
  const attrs = new Map(element.attrs)
  for (const suggestion of suggestions) {
    if (suggestion.kind !== 'formatChange') continue
    for (const [name, value] of proposedChanges(suggestion))
      if (name !== 'bid' && isBlockAttr(name, value)) attrs.set(name, value)
  }
  return { kind: 'marker', attrs, formats: withoutSuggestions(element.formats) }
}

/**
 * The text as if every suggestion were accepted, earliest first, so that of two rival changes the later holds [SUG3].
 *
 * A block whose deletion is `whole` keeps its marker as long as any text is left in it; so does the first block,
 * whatever its deletion, since there is nothing to join it to.
 */
export const projectAccepted = (elements: Iterable<SequenceElement>): SequenceElement[] =>
  joined(keptAccepted(elements))

/** What {@link projectAccepted} keeps, one for one. */
export const keptAccepted = (elements: Iterable<SequenceElement>): Kept[] => {
  const all = [...elements]
  const first = all.findIndex((element) => element.kind === 'marker')
  const kept: Kept[] = []
  /** Is there text between here and the next marker that stays? */
  let textFollows = false
  for (let index = all.length - 1; index >= 0; index--) {
    const element = all[index]
    if (element === undefined) continue
    const suggestions = suggestionsOn(element.formats)
    if (element.kind === 'text') {
      if (element.text === '' || isTaken(suggestions)) continue
      kept.push({ source: index, element: acceptedText(element, suggestions) })
      textFollows = true
      continue
    }
    const isWhole = suggestions.some(({ kind, whole }) => kind === 'deletion' && whole)
    const staysForItsText = textFollows && (isWhole || index === first)
    if (isTaken(suggestions) && !staysForItsText) continue
    kept.push({ source: index, element: acceptedMarker(element, suggestions) })
    textFollows = false
  }
  return kept.reverse()
}
