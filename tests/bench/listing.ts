/** A group with 10,000 documents: what its list costs, over HTTP as the page asks for it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeMeta, encodeMeta } from '../../sync-server/store/meta-format.ts'
import { META_FILE } from '../../sync-server/store/meta-file.ts'
import { Device, joinBy } from '../support/device.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { quantile, round, table } from './statistics.ts'

const DOCUMENTS = 10_000
const REQUESTS = 30

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await act()
  return performance.now() - started
}

export const benchListing = async (): Promise<string> => {
  const server = await startServer('siyagha', 4890)
  const person = await joinBy(`http://127.0.0.1:${server.port}`, SETUP_TOKEN, 'القياس')
  const model = await person.newDocument('مثال')
  // Made one by one over HTTP they would take minutes: the metadata is written while the server is down.
  const path = join(server.dataDir, META_FILE)
  const again = await server.restart('SIGTERM', () => {
    const meta = decodeMeta(readFileSync(path))
    if (!meta.ok) throw new Error('unreadable metadata')
    const known = meta.value.documents[model.id]
    if (known === undefined) throw new Error('the document is not in the metadata')
    const documents = Object.fromEntries(
      Array.from({ length: DOCUMENTS }, (_, i) => {
        const id = `${model.id.slice(0, -5)}${String(i).padStart(5, '0')}`
        return [id, { ...known, id, title: `رسالة ختامية ${i}` }]
      }),
    )
    writeFileSync(path, encodeMeta({ ...meta.value, documents }))
  })
  try {
    const device = new Device(`http://127.0.0.1:${again.port}`, person.cookie)
    const list = `/api/groups/${person.group.id}/documents`
    const whole: number[] = []
    for (let n = 0; n < REQUESTS; n++)
      whole.push(await timed(async () => (await device.call('GET', list)).arrayBuffer()))
    const write: number[] = []
    for (let n = 0; n < 10; n++)
      write.push(await timed(() => device.expect('POST', list, { title: `جديد ${n}` })))
    const rows = [
      ['10,000 documents in a group', 'p50 ms', 'p95 ms'],
      ['list', round(quantile(whole, 0.5)), round(quantile(whole, 0.95))],
      ['new document', round(quantile(write, 0.5)), round(quantile(write, 0.95))],
    ]
    const section = `### A group of many documents\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await again.stop()
  }
}
