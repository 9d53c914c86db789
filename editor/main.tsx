import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApiClient } from './sync/api-client.ts'
import { askedEarly } from './sync/asked-early.ts'
import { uploadByRequest } from './sync/upload.ts'
import { createDeviceDatabase } from './sync/device-database.ts'
import { createIndexedAnswerKeep } from './sync/indexed-answer-keep.ts'
import { createIndexedOfflineStore } from './sync/indexed-offline-store.ts'
import { createJoinKey } from './sync/join-key.ts'
import { withKeptAnswers } from './sync/kept-answers.ts'
import { createLeavingNote } from './sync/leaving-note.ts'
import { openOtherPages } from './sync/other-pages.ts'
import { createOpenCalls } from './sync/open-calls.ts'
import { createPageVersion } from './sync/page-version.ts'
import { createServerClock } from './sync/server-clock.ts'
import { createIndexedThreadKeep } from './sync/threads/indexed-thread-keep.ts'
import { App } from './ui/app.tsx'
import { fetchRest } from './ui/later/part-file.ts'
import { lostParts } from './ui/routing/import-again.ts'
import { createNavigation } from './ui/routing/navigation.ts'
import { keepAboveKeyboard } from './ui/shell/keep-above-keyboard.ts'
import type { Services } from './ui/services.tsx'
import './ui/styles/global.css'

const clock = createServerClock(
  () => Date.now(),
  () => performance.now(),
)
const { now } = clock
const device = 'indexedDB' in window ? createDeviceDatabase() : null
const store = device === null ? null : createIndexedOfflineStore(device, now, askToPersist)
const serverUrl = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`

const calls = createOpenCalls(window.fetch.bind(window), now)
const fetch: typeof window.fetch = async (...request) => {
  const answer = await calls.fetch(...request)
  clock.hear(answer)
  return answer
}
/** While developing, pages come from the server only. */
const worker = import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : null

const answerKeep = device === null ? null : createIndexedAnswerKeep(device)
const language = (): string => document.documentElement.lang
const joinKey = createJoinKey(() => window.localStorage, createId)
const calling = { fetch, language, joinKey, upload: uploadByRequest }
const leaving = createLeavingNote(() => window.localStorage)
const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const answers = withKeptAnswers(createApiClient(calling), {
  keep: answerKeep,
  leaving,
  patient: createApiClient({ ...calling, again: [300, 1_000, 3_000] }),
  wait,
})

const endDevice = async (): Promise<void> => device?.end().catch(() => undefined)
const others = openOtherPages()
// Another page of this browser logged out: nothing of the member stays here either, on the device or in memory.
others.on(
  'left',
  () =>
    void endDevice().then(() => {
      window.location.assign('/')
    }),
)

const navigation = createNavigation(window)
const { route } = navigation.getSnapshot()

const services: Services = {
  api: askedEarly(
    answers.api,
    { session: route.name !== 'join', document: route.name === 'document' ? route.document : null },
    () => performance.now(),
  ),
  answers: answerKeep,
  leaving,
  reach: answers.reach,
  version: createPageVersion({
    script: ownScript(),
    worker,
    parts: lostParts,
    fetch: window.fetch.bind(window),
  }),
  isSecure: window.isSecureContext,
  others,
  endDevice,
  device,
  store,
  threads: device === null ? null : createIndexedThreadKeep(device),
  now,
  sync: {
    serverUrl,
    socket: WebSocket,
    network: window,
    isOnline: () => navigator.onLine,
    isSeen: () => document.visibilityState === 'visible',
    askServer,
    endCalls: calls.endBefore,
    random: Math.random,
    createId,
  },
}

/**
 * A proxy that has no server behind it answers too, and the network of a hotel: not in JSON. Without cookies a browser asks
 * over connections of their own, not over those of other calls, which may be dead.
 */
async function askServer(signal: AbortSignal): Promise<boolean> {
  const init = { signal, cache: 'no-store', credentials: 'omit', priority: 'high' } as const
  const answer = await window.fetch('/healthz', init)
  return answer.headers.get('content-type')?.includes('json') === true
}

/** Refused without https, and by some browsers until the page is well known: the store works all the same. */
function askToPersist(): void {
  if ('storage' in navigator) navigator.storage.persist().then(undefined, () => undefined)
}

/** Random and unique; `crypto.randomUUID` is missing on pages without https. */
function createId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** Path of the script that this page began with; null while developing. */
function ownScript(): string | null {
  if (!import.meta.env.PROD) return null
  const script = document.querySelector('script[type="module"][src]')
  return script?.getAttribute('src') ?? null
}

/** Another version may have come while the page was away, or hidden for days. */
function keepPages(container: ServiceWorkerContainer): void {
  const ignore = (): void => undefined
  container.register('/service-worker.js').then((registration) => {
    const look = (): void => void registration.update().catch(ignore)
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
  }, ignore)
}

/** When the page is drawn: what comes later must not stand in its way. It often is before this is run. */
const whenDrawn = (act: () => void): void => {
  if (document.readyState === 'complete') act()
  else window.addEventListener('load', act, { once: true })
}

if (worker !== null) whenDrawn(() => keepPages(worker))

/** When nothing else is to do; browsers without the question are asked to wait instead. */
const resting = (): Promise<void> =>
  'requestIdleCallback' in window ? new Promise((resolve) => requestIdleCallback(() => resolve())) : wait(500)

/** And nothing is awaited on the page: a text that is on its way has the line for itself. */
const idle = async (): Promise<void> => {
  await resting()
  while (document.querySelector('[aria-busy=true]') !== null) {
    await wait(300)
    await resting()
  }
}

// What cannot be had now is asked for when it is needed.
if (import.meta.env.PROD) whenDrawn(() => void fetchRest(idle).catch(() => undefined))

keepAboveKeyboard(window)

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} navigation={navigation} />
    </StrictMode>,
  )
}
