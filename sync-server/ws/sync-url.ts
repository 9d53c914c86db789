/** What a client asks for in `/sync/:documentId?ext=1&schema=<hash>&epoch=<id>&seq=<n>&numbered=1`. */
export interface SyncTarget {
  readonly document: string
  readonly ext: boolean
  /** Do its updates say how far one has heard? */
  readonly numbered: boolean
  readonly schema: string | null
  readonly epoch: string | null
  /** The last sequence number that the client knows; null when it says none. */
  readonly seq: number | null
}

const PATH = /^\/sync\/([A-Za-z0-9_-]{1,64})$/

/** Takes the path and query of a request apart; null when it is not for us. */
export const readSyncUrl = (url: string): SyncTarget | null => {
  const [path = '', ...query] = url.split('?')
  const document = PATH.exec(path)?.[1]
  if (document === undefined) return null
  const params = new URLSearchParams(query.join('?'))
  return {
    document,
    ext: params.get('ext') === '1',
    numbered: params.get('numbered') === '1',
    schema: params.get('schema'),
    epoch: params.get('epoch'),
    seq: naturalOf(params.get('seq')),
  }
}

const naturalOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
