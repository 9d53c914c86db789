import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApiClient } from './sync/api-client.ts'
import { createDeviceDatabase } from './sync/device-database.ts'
import { createIndexedOfflineStore } from './sync/indexed-offline-store.ts'
import { createIndexedThreadKeep } from './sync/threads/indexed-thread-keep.ts'
import { App } from './ui/app.tsx'
import { createNavigation } from './ui/routing/navigation.ts'
import type { Services } from './ui/services.tsx'
import './ui/styles/global.css'

const now = (): number => Date.now()
const device = 'indexedDB' in window ? createDeviceDatabase() : null
const store = device === null ? null : createIndexedOfflineStore(device, now, askToPersist)
const serverUrl = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`

const services: Services = {
  api: createApiClient({
    fetch: window.fetch.bind(window),
    language: () => document.documentElement.lang,
  }),
  store,
  threads: device === null ? null : createIndexedThreadKeep(device),
  now,
  sync: {
    serverUrl,
    socket: WebSocket,
    network: window,
    isOnline: () => navigator.onLine,
    createId,
  },
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

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} navigation={createNavigation(window)} />
    </StrictMode>,
  )
}
