import type { LogEntry, NewLogEntry, UpdateLog } from '../../sync-server/room/update-log.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** An entry whose body says `text`. */
export const entryOf = (text: string, by = 'm1', at = 1): NewLogEntry => ({
  at,
  by,
  body: encoder.encode(text),
})

export const textOf = ({ body }: { readonly body: Uint8Array }): string => decoder.decode(body)

/** All bodies of a document as texts, by replaying it from the first entry. */
export const textsOf = async (log: UpdateLog, document: string): Promise<readonly string[]> =>
  (await readAll(log, document)).map(textOf)

export const readAll = async (
  log: UpdateLog,
  document: string,
  from = 1,
  to = Number.MAX_SAFE_INTEGER,
): Promise<readonly LogEntry[]> => {
  const entries: LogEntry[] = []
  for await (const entry of log.read(document, from, to)) entries.push(entry)
  return entries
}
