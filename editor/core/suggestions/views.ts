import { joinRuns, type SequenceElement } from './element.ts'
import { keptAccepted, keptOriginal, type Kept } from './project.ts'

/** The text without marks: as if all suggestions were accepted, or as if all were rejected. */
export type CleanViewName = 'accepted' | 'original'

/** A stretch of the marked text that stands in the clean one as well. Places in characters, a marker counting one. */
interface Stretch {
  readonly marked: number
  readonly clean: number
  readonly length: number
}

/** Where what stands in a clean text stands in the marked one, and the other way round; stretches in order. */
export type ViewPlaces = readonly Stretch[]

export interface CleanText {
  readonly elements: readonly SequenceElement[]
  readonly places: ViewPlaces
}

const lengthOf = (element: SequenceElement): number => (element.kind === 'text' ? element.text.length : 1)

const placesOf = (elements: readonly SequenceElement[], kept: readonly Kept[]): ViewPlaces => {
  const starts: number[] = []
  let at = 0
  for (const element of elements) {
    starts.push(at)
    at += lengthOf(element)
  }
  const places: { marked: number; clean: number; length: number }[] = []
  let clean = 0
  for (const { source, element } of kept) {
    const length = lengthOf(element)
    const marked = starts[source] ?? 0
    const last = places.at(-1)
    if (last !== undefined && last.marked + last.length === marked) last.length += length
    else places.push({ marked, clean, length })
    clean += length
  }
  return places
}

/** A clean text, and where each of its characters stands in the marked one [SUG460]. */
export const cleanView = (elements: readonly SequenceElement[], view: CleanViewName): CleanText => {
  const kept = view === 'accepted' ? keptAccepted(elements) : keptOriginal(elements)
  return { elements: joinRuns(kept.map(({ element }) => element)), places: placesOf(elements, kept) }
}

/** The last stretch that begins before `at`; null when there is none. */
const before = (places: ViewPlaces, at: number, side: 'marked' | 'clean'): Stretch | null => {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.[side] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return places[low - 1] ?? null
}

/** The place in the marked text of a place in the clean one: behind the same character [SUG460]. */
export const toMarked = (places: ViewPlaces, clean: number): number => {
  const stretch = before(places, clean, 'clean')
  return stretch === null
    ? (places[0]?.marked ?? 0)
    : stretch.marked + Math.min(clean - stretch.clean, stretch.length)
}

/** The place in the clean text of a place in the marked one; of one that is not there, where it would be [SUG460]. */
export const toClean = (places: ViewPlaces, marked: number): number => {
  const stretch = before(places, marked, 'marked')
  return stretch === null ? 0 : stretch.clean + Math.min(marked - stretch.marked, stretch.length)
}
