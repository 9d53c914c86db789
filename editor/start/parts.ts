/** A file that a page is made of: its path, and its length in bytes when unpacked. */
export type Part = readonly [path: string, bytes: number]

/** What the build says of the parts: of every page, and of the page of a document beside those. */
export interface PageParts {
  readonly page: readonly Part[]
  readonly document: readonly Part[]
}

export const NO_PARTS: PageParts = { page: [], document: [] }

const isPart = (value: unknown): value is Part =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number'

/** Reads what the build wrote into the page; nothing while developing. */
export const readParts = (json: string | null): PageParts => {
  if (json === null || json === '') return NO_PARTS
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null || !('page' in value) || !('document' in value))
    return NO_PARTS
  const { page, document } = value
  if (!Array.isArray(page) || !Array.isArray(document)) return NO_PARTS
  return { page: page.filter(isPart), document: document.filter(isPart) }
}

/** Browsers open six connections to a server: on a slow line each small file costs the way there and back. */
const AT_ONCE = 6

/** Milliseconds to wait before a part is asked for again, longer each time. */
const AGAIN_MS = [200, 500, 1_000, 2_000, 4_000] as const

export interface FetchParts {
  readonly fetch: (path: string) => Promise<Response>
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** From 0 to 1: how much is here. */
  readonly progressed: (share: number) => void
  /** Is something asked for again because it did not come? */
  readonly faltered: (isFaltering: boolean) => void
}

/**
 * Fetches parts until all are here, again and again where the network breaks off [UI801]: a browser gives a script up
 * after one broken connection, and leaves an empty page. What is here then comes out of the browser's own cache. A part
 * that the server does not have counts as here: whoever imports it finds out.
 */
export const fetchParts = async (parts: readonly Part[], around: FetchParts): Promise<void> => {
  const all = parts.reduce((sum, [, bytes]) => sum + bytes, 0)
  const got = new Map<string, number>()
  let failing = 0
  const count = (path: string, bytes: number): void => {
    got.set(path, bytes)
    const here = [...got.values()].reduce((sum, one) => sum + one, 0)
    around.progressed(all === 0 ? 1 : Math.min(1, here / all))
  }
  const read = async ([path, bytes]: Part): Promise<void> => {
    const answer = await around.fetch(path)
    const reader = answer.ok ? answer.body?.getReader() : undefined
    let here = 0
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
      here += piece.value.length
      count(path, Math.min(here, bytes))
    }
    count(path, bytes)
  }
  // The large ones first: the small ones fill what the line has left beside them.
  const waiting = parts.toSorted(([, one], [, two]) => two - one)
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      for (let tries = 0; ; tries++) {
        try {
          await read(part)
          break
        } catch {
          failing += 1
          around.faltered(true)
          await around.wait(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 0)
          failing -= 1
        }
      }
      if (failing === 0) around.faltered(false)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
