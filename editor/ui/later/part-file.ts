import { importAgain } from '../routing/import-again.ts'
import { catalogues, type WordsPart } from '../messages/catalogue.ts'

/** A part of the interface in a file of its own, with the words that it says. */
export interface PartFile<Part> {
  /** Once it is here. */
  readonly part: () => Part | null
  /** Rejects when it cannot be had (no network); the next call asks again. One request at a time. */
  readonly fetch: () => Promise<Part>
}

/** All that were named while this page's files were run: what is fetched when nothing else is to do. */
const files = new Set<PartFile<unknown>>()

export const partFile = <Part>(
  load: () => Promise<Part>,
  words: readonly WordsPart[] = [],
): PartFile<Part> => {
  let part: { readonly value: Part } | null = null
  let asked: Promise<Part> | null = null
  const ask = async (): Promise<Part> => {
    const [value] = await Promise.all([importAgain(load), ...words.map((name) => catalogues.need(name))])
    part = { value }
    return value
  }
  const file: PartFile<Part> = {
    part: () => part?.value ?? null,
    fetch: () => {
      asked ??= ask().finally(() => {
        asked = null
      })
      return asked
    },
  }
  files.add(file)
  return file
}

/**
 * Fetches what is not here yet, one after the other, each when the browser has nothing else to do [UI852]. Ends at the
 * first that cannot be had: it is asked for when it is needed.
 */
export const fetchRest = async (idle: () => Promise<void>): Promise<void> => {
  for (const file of files) {
    if (file.part() !== null) continue
    await idle()
    await file.fetch()
  }
}

/**
 * For a button that the pointer or the focus reaches: fetches the part that may be wanted in a moment. That it cannot be had is
 * found out when it is.
 */
export const reaching = (
  file: PartFile<unknown>,
): { readonly onPointerEnter: () => void; readonly onFocus: () => void } => {
  const reach = (): void => {
    if (file.part() === null) file.fetch().catch(() => undefined)
  }
  return { onPointerEnter: reach, onFocus: reach }
}
