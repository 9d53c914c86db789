import type { Place } from './navigation.ts'

/** An address that points into a text is gone to once, however often the page is drawn or the editor made anew. */
const reached = new WeakSet<Place>()

export const isReached = (place: Place): boolean => reached.has(place)
export const reach = (place: Place): void => {
  reached.add(place)
}
