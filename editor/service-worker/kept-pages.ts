/** Files of one version of the interface, as the build lists them. */
export interface Build {
  /** Another for every other set of files. */
  readonly version: string
  /** Paths from the root of our origin; `/` is the page itself. */
  readonly files: readonly string[]
}

/** What the worker needs of its browser. */
export interface Surroundings {
  readonly caches: CacheStorage
  readonly fetch: (request: Request) => Promise<Response>
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Where the pages of this worker are, without a path. */
  readonly origin: string
}

const PREFIX = 'siyagha-pages-'
/** Files of a version of which not all are here yet. */
const PARTIAL = 'siyagha-partial-'

/** So many files are fetched at once: the text that is open meanwhile needs the line more. */
const AT_ONCE = 2
/** Milliseconds to wait before a file is asked for again whose connection broke; then the version has to wait. */
const AGAIN_MS = [500, 1_000, 2_000, 4_000, 8_000] as const

/** A page asked for on a network that hardly works opens from the device after so many milliseconds. */
const PATIENCE_MS = 3_000

/** A proxy in front of a server that is not there answers with one of these. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504])

/** Asked of the server and of nobody else: what it says there is true for the moment only. */
const LIVE = /^\/(api|sync|healthz|metrics)(\/|$)/u

/**
 * Keeps the files of the interface on the device, so that it opens without a network [UI750]. A page comes from the
 * server whenever that answers soon, so a new version is there at the next opening; files under `assets/` bear their
 * hash in the name and come from the device. The version before is kept as well: a page that was opened with it may
 * still ask for its parts.
 */
export class KeptPages {
  readonly #build: Build
  readonly #around: Surroundings
  readonly #name: string

  constructor(build: Build, around: Surroundings) {
    this.#build = build
    this.#around = around
    this.#name = PREFIX + build.version
  }

  /**
   * Keeps all files of this version, or rejects: the version is not kept then, and what came of it is there for the next
   * try, so that a line on which connections break keeps a version in the end, too.
   */
  async install(): Promise<void> {
    const { caches } = this.#around
    const partial = await caches.open(PARTIAL + this.#build.version)
    const waiting = [...this.#build.files]
    const work = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
        if ((await partial.match(this.#fresh(file))) === undefined) await this.#fetchInto(partial, file)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    const answers: (readonly [string, Response])[] = []
    for (const file of this.#build.files) {
      const answer = await partial.match(this.#fresh(file))
      if (answer === undefined) throw new TypeError(`${file} is missing`)
      answers.push([file, answer])
    }
    const whole = await caches.open(this.#name)
    try {
      for (const [file, answer] of answers) await whole.put(this.#fresh(file), answer)
    } catch (error) {
      await caches.delete(this.#name)
      throw error
    }
    await caches.delete(PARTIAL + this.#build.version)
  }

  async #fetchInto(cache: Cache, file: string): Promise<void> {
    const { fetch, wait } = this.#around
    for (const delay of [...AGAIN_MS, null]) {
      try {
        const answer = await fetch(this.#fresh(file))
        if (answer.ok) await cache.put(this.#fresh(file), answer)
        // Asked again it would be missing again: the server may have another version by now.
        return
      } catch (error) {
        if (delay === null) throw error
        await wait(delay)
      }
    }
  }

  /**
   * Past the browser's own cache, but for what bears its hash in the name: a file that was kept a moment before the
   * server changed would be kept for good.
   */
  #fresh(file: string): Request {
    return new Request(this.#around.origin + file, file.startsWith('/assets/') ? {} : { cache: 'no-cache' })
  }

  /** Lets older versions go but the last, and parts of others. */
  async tidy(): Promise<void> {
    const { caches } = this.#around
    const names = await caches.keys()
    const older = names.filter((name) => name.startsWith(PREFIX) && name !== this.#name)
    const parts = names.filter((name) => name.startsWith(PARTIAL))
    // In the order in which they were made.
    await Promise.all([...older.slice(0, -1), ...parts].map((name) => caches.delete(name)))
  }

  /** The answer to a request; null where the browser asks the server itself. */
  answer(request: Request): Promise<Response> | null {
    const { origin, pathname } = new URL(request.url)
    if (request.method !== 'GET' || origin !== this.#around.origin || LIVE.test(pathname)) return null
    if (request.mode === 'navigate') return this.#page(request)
    if (pathname.startsWith('/assets/')) return this.#asset(request)
    return this.#build.files.includes(pathname) ? this.#asked(request) : null
  }

  async #page(request: Request): Promise<Response> {
    const { caches, fetch, wait } = this.#around
    const asked = fetch(request).then(
      (response) => (AWAY.has(response.status) ? null : response),
      () => null,
    )
    const soon = await Promise.race([asked, wait(PATIENCE_MS).then(() => null)])
    if (soon !== null) return soon
    const kept = await caches.match(`${this.#around.origin}/`, { cacheName: this.#name })
    return kept ?? (await asked) ?? Response.error()
  }

  async #asset(request: Request): Promise<Response> {
    return (await this.#around.caches.match(request)) ?? this.#around.fetch(request)
  }

  async #asked(request: Request): Promise<Response> {
    const { caches, fetch } = this.#around
    try {
      return await fetch(request)
    } catch (error) {
      const kept = await caches.match(request)
      if (kept === undefined) throw error
      return kept
    }
  }
}
