import { describe, expect, it } from 'vitest'
import { KeptPages, type Build, type Surroundings } from '../../../editor/service-worker/kept-pages.ts'

const ORIGIN = 'https://siyagha.test'

/** A device that keeps files by name, in the order in which the caches were made, as browsers do. */
const deviceOf = () => {
  const kept = new Map<string, Map<string, Response>>()
  const pathOf = (request: RequestInfo | URL): string =>
    new URL(request instanceof Request ? request.url : String(request), ORIGIN).pathname
  return { kept, pathOf }
}

type Answer = Response | 'no network' | 'silence'

const setUp = (build: Build, device = deviceOf()) => {
  const server = new Map<string, Answer>()
  const asked: string[] = []
  let isOver: () => void = () => undefined
  const fetch = (request: Request): Promise<Response> => {
    const path = device.pathOf(request)
    asked.push(path)
    const answer = server.get(path) ?? 'no network'
    if (answer === 'no network') return Promise.reject(new TypeError('no network'))
    return answer === 'silence' ? new Promise(() => undefined) : Promise.resolve(answer.clone())
  }
  const cacheOf = (files: Map<string, Response>) => ({
    match: async (request: Request) => files.get(device.pathOf(request))?.clone(),
    put: async (request: Request, answer: Response) => void files.set(device.pathOf(request), answer),
  })
  const caches = {
    open: async (name: string) => {
      const files = device.kept.get(name) ?? new Map<string, Response>()
      device.kept.set(name, files)
      return cacheOf(files)
    },
    keys: async () => [...device.kept.keys()],
    delete: async (name: string) => device.kept.delete(name),
    match: async (request: RequestInfo, options?: { readonly cacheName?: string }) => {
      for (const [name, files] of device.kept)
        if (options?.cacheName === undefined || options.cacheName === name) {
          const found = files.get(device.pathOf(request))
          if (found !== undefined) return found.clone()
        }
      return undefined
    },
  }
  const around = {
    caches,
    fetch,
    wait: () =>
      new Promise<void>((resolve) => {
        isOver = resolve
      }),
    origin: ORIGIN,
  } as unknown as Surroundings
  const serve = (words: string): void => {
    for (const file of build.files) server.set(file, new Response(`${words} ${file}`))
  }
  return { device, server, asked, serve, pages: new KeptPages(build, around), patienceEnds: () => isOver() }
}

const FIRST: Build = { version: '1', files: ['/', '/assets/a-1.js', '/icon.svg'] }
const SECOND: Build = { version: '2', files: ['/', '/assets/a-2.js', '/icon.svg'] }
const THIRD: Build = { version: '3', files: ['/', '/assets/a-3.js', '/icon.svg'] }

const get = (path: string): Request => new Request(ORIGIN + path)
/** Only a browser makes requests of this mode. */
const open = (path: string): Request =>
  new Proxy(get(path), {
    get: (request, key) => (key === 'mode' ? 'navigate' : Reflect.get(request, key, request)),
  })
const words = async (answer: Promise<Response> | null): Promise<string | null> =>
  answer === null ? null : (await answer).text()

describe('the pages kept on the device', () => {
  it('[UI750] open without a network, whatever their address', async () => {
    const { pages, serve, server } = setUp(FIRST)
    serve('first')
    await pages.install()
    server.clear()
    expect(await words(pages.answer(open('/documents/d1')))).toBe('first /')
    expect(await words(pages.answer(get('/assets/a-1.js')))).toBe('first /assets/a-1.js')
    expect(await words(pages.answer(get('/icon.svg')))).toBe('first /icon.svg')
  })

  it('[UI750] come from the server whenever it answers: a new version is there at the next opening', async () => {
    const { pages, serve, server } = setUp(FIRST)
    serve('first')
    await pages.install()
    server.set('/documents/d1', new Response('newer'))
    expect(await words(pages.answer(open('/documents/d1')))).toBe('newer')
    server.set('/documents/d1', new Response('a proxy', { status: 502 }))
    expect(await words(pages.answer(open('/documents/d1')))).toBe('first /')
  })

  it('[UI750] a network that gives nothing is not waited for', async () => {
    const { pages, serve, server, patienceEnds } = setUp(FIRST)
    serve('first')
    await pages.install()
    server.set('/', 'silence')
    const answer = words(pages.answer(open('/')))
    patienceEnds()
    expect(await answer).toBe('first /')
  })

  it('[UI750] a version of which a file is missing is not kept', async () => {
    const { pages, device, serve, server } = setUp(FIRST)
    serve('first')
    server.set('/assets/a-1.js', new Response('gone', { status: 404 }))
    await expect(pages.install()).rejects.toThrow()
    expect([...device.kept.keys()]).toEqual(['siyagha-partial-1'])
  })

  it('[UI801] a file whose connection broke is asked for again, and what came is not asked for twice', async () => {
    const { pages, device, serve, server, asked, patienceEnds } = setUp(FIRST)
    serve('first')
    server.set('/assets/a-1.js', 'no network')
    const installed = pages.install()
    await expect.poll(() => asked.length).toBe(3)
    server.set('/assets/a-1.js', new Response('at last'))
    patienceEnds()
    await installed
    expect(asked.filter((path) => path === '/icon.svg')).toHaveLength(1)
    expect([...device.kept.keys()]).toEqual(['siyagha-pages-1'])
    expect(await words(pages.answer(get('/assets/a-1.js')))).toBe('at last')
  })

  it('[UI750] a page of the version before finds its parts; older versions go', async () => {
    const device = deviceOf()
    for (const build of [FIRST, SECOND, THIRD]) {
      const { pages, serve } = setUp(build, device)
      serve(build.version)
      await pages.install()
      await pages.tidy()
    }
    const { pages } = setUp(THIRD, device)
    expect(await words(pages.answer(get('/assets/a-2.js')))).toBe('2 /assets/a-2.js')
    expect([...device.kept.keys()]).toEqual(['siyagha-pages-2', 'siyagha-pages-3'])
  })

  it('[UI750] leave to the server what is true for the moment only, what changes something, and other origins', () => {
    const { pages, asked } = setUp(FIRST)
    expect(pages.answer(get('/api/session'))).toBeNull()
    expect(pages.answer(open('/api/documents/d/export'))).toBeNull()
    expect(pages.answer(open('/healthz'))).toBeNull()
    expect(pages.answer(new Request('https://elsewhere.test/assets/a-1.js'))).toBeNull()
    expect(pages.answer(new Request(`${ORIGIN}/`, { method: 'POST' }))).toBeNull()
    expect(pages.answer(get('/elsewhere.txt'))).toBeNull()
    expect(asked).toEqual([])
  })
})
