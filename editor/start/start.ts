import { fetchParts, readParts } from './parts.ts'
import { startWords } from './words.ts'
import './start.css'

/** The language that this device chose (ui/preferences.ts); Arabic, in which the page is written, if none. */
const language = (): string => {
  try {
    return localStorage.getItem('siyagha.language') ?? 'ar'
  } catch {
    return 'ar'
  }
}

const { documentElement: page } = document
const words = startWords(language())
if (words !== startWords('ar')) {
  page.lang = language()
  page.dir = 'ltr'
}

/** Milliseconds for which a page that is here at once shows nothing of what stands in its place (start.css). */
const APPEARS_MS = 400

// Unseen it would be laid out all the same, which takes up to 50 ms of what the page itself needs then.
const place = document.querySelector('.start')
if (place instanceof HTMLElement && performance.now() < APPEARS_MS) {
  place.style.display = 'none'
  setTimeout(() => place.style.removeProperty('display'), APPEARS_MS - performance.now())
}

const told = document.getElementById('start-told')
const bar = document.getElementById('start-bar')
const reload = document.getElementById('start-reload')
const tell = (sentence: string): void => {
  if (told !== null && told.textContent !== sentence) told.textContent = sentence
}
tell(words.opening)
if (reload !== null) {
  reload.textContent = words.reload
  // Followed as a link it would lose what stands behind the # of the address: the token of an invitation.
  reload.addEventListener('click', (event) => {
    event.preventDefault()
    location.reload()
  })
}

const parts = readParts(document.querySelector('meta[name="parts"]')?.getAttribute('content') ?? null)
const isDocument = location.pathname.startsWith('/documents/')

/** The page itself, when all of it is here. */
const begin = async (): Promise<void> => {
  await fetchParts([...parts.page, ...(isDocument ? parts.document : [])], {
    fetch: (path) => fetch(path),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    progressed: (share) => {
      if (bar instanceof HTMLProgressElement) bar.value = share
    },
    faltered: (isFaltering) => {
      tell(isFaltering ? words.again : words.opening)
    },
  })
  await import('../main.tsx')
}

begin().catch((error: unknown) => {
  tell(words.failed)
  throw error
})
