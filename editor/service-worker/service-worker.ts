/// <reference lib="webworker" />
import { KeptPages, type Build } from './kept-pages.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build (editor/build/kept-pages.ts), which alone knows the files. */
declare const BUILT_PAGES: Build

const pages = new KeptPages(BUILT_PAGES, {
  caches: self.caches,
  fetch: (request) => self.fetch(request),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  origin: self.location.origin,
})

self.addEventListener('install', (event) => {
  // At once: pages that are open find the parts of their own version in its place.
  event.waitUntil(pages.install().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(pages.tidy().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const answer = pages.answer(event.request)
  if (answer !== null) event.respondWith(answer)
})
