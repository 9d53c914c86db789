import type { ApiHere } from '#core/protocol/api-here.ts'
import { isFields } from '#core/util/fields.ts'

/** How long to wait before asking a server that refused the stream, milliseconds; what broke the browser mends sooner. */
const AGAIN_MS = 15_000

export interface GroupHereEvents {
  /** Who has which text open; also after each return. */
  readonly here: (here: ApiHere['here']) => void
  /** The list of texts is another. */
  readonly documents: () => void
  /** Nobody is known to be anywhere until `here` is called again. */
  readonly lost: () => void
}

const readHere = (data: unknown): ApiHere['here'] | null => {
  const answer: unknown = typeof data === 'string' ? JSON.parse(data) : null
  if (!isFields(answer)) return null
  // The decode boundary: our own server's answer, a list at all.
  return Array.isArray(answer['here']) ? (answer['here'] as ApiHere['here']) : null
}

/** Follows who has which text of a group open, until `close`. */
export const followGroup = (group: string, events: GroupHereEvents): { readonly close: () => void } => {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | null = null
  const open = (): void => {
    const stream = new EventSource(`/api/groups/${encodeURIComponent(group)}/here`)
    source = stream
    stream.addEventListener('message', ({ data }) => {
      const here = readHere(data)
      if (here !== null) events.here(here)
    })
    stream.addEventListener('documents', () => {
      events.documents()
    })
    stream.addEventListener('error', () => {
      events.lost()
      if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS)
    })
  }
  open()
  return {
    close: () => {
      source?.close()
      if (again !== null) clearTimeout(again)
    },
  }
}
