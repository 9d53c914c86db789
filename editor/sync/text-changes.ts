/** Follows the clean text of a document: server-sent events that say only which sequence number is there. */
export interface TextChanges {
  readonly close: () => void
}

/**
 * `changed` is called at once after (re)connecting, so that what was missed meanwhile is fetched, and at each change.
 * `lost` when the stream broke; the browser comes back by itself.
 */
export const followTextChanges = (
  document: string,
  events: { readonly changed: () => void; readonly lost: () => void },
): TextChanges => {
  const source = new EventSource(`/api/documents/${encodeURIComponent(document)}/changes`)
  source.onopen = events.changed
  source.onmessage = events.changed
  source.onerror = events.lost
  return {
    close: () => {
      source.close()
    },
  }
}
