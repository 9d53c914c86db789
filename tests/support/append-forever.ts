import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'

/**
 * A server's storage in a process of its own, for tests that kill it or take its disk away. Arguments: folder,
 * bytes of an entry, what to do when an append fails: `stop`, or `retry` for as long as it takes. Prints
 * `ready`, `ack DOCUMENT SEQ`, and at a failure `refused NAME` then `readable SEQ`, one a line.
 */
const [folder = '', size = '100', onFailure = 'stop'] = process.argv.slice(2)

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const opened = await openEmbeddedStore(folder, { reserveBytes: 64 * 1024 })
if (!opened.ok) {
  say(`failed ${JSON.stringify(opened.error)}`)
  process.exit(1)
}
const { log, meta } = opened.value
say('ready')

/** The body of entry n of a document: checkable by whoever reads it later. */
const bodyOf = (document: string, n: number): Uint8Array =>
  new TextEncoder().encode(`${document} ${n} `.padEnd(Number(size), `${document}${n}.`))

const writeTo = async (document: string): Promise<void> => {
  let next = (await log.load(document)).seq + 1
  for (;;) {
    try {
      const entry = { at: next, by: 'm', body: bodyOf(document, next) }
      const [seq] = await log.append([{ document, entries: [entry] }])
      say(`ack ${document} ${seq}`)
      if (next % 50 === 0) await log.saveSnapshot(document, { seq: next, body: bodyOf(document, next) })
      next += 1
    } catch (error) {
      say(`refused ${error instanceof Error ? error.name : 'unknown'}`)
      next = (await log.load(document)).seq + 1
      say(`readable ${next - 1}`)
      if (onFailure === 'stop') process.exit(0)
    }
  }
}

const changeMeta = async (): Promise<void> => {
  for (let n = 0; ; n += 1) {
    const id = `g${n % 40}`
    await meta.transact((before) => {
      const groups = { ...before.groups, [id]: { id, name: `n${n}`, createdAt: n, viewersSeeAuthors: false } }
      return { meta: { ...before, groups }, result: null }
    })
    say(`meta ${n}`)
  }
}

await Promise.all(['d', 'e', 'f'].map(writeTo).concat(onFailure === 'stop' ? [changeMeta()] : []))
