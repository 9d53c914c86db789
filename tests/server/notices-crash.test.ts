import { describe, expect, it } from 'vitest'
import type { ApiInbox } from '#core/protocol/api-inbox.ts'
import { decodeLogBody } from '../../sync-server/room/log-body.ts'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { Person, joinBy } from '../support/device.ts'
import { freePort } from '../support/free-port.ts'
import { killableServer } from '../support/killable-server.ts'
import type { MainProcess } from '../support/main-process.ts'

const KILLS = process.env['SIYAGHA_LONG'] === '1' ? 60 : 5
const { dataDir, setupToken: SETUP_TOKEN, start } = killableServer('notices')

/** The comments of the log, as the dead process left it. */
const commentsInLog = async (document: string): Promise<readonly string[]> => {
  const store = await openEmbeddedStore(dataDir, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(store.error.reason)
  const comments: string[] = []
  for await (const { body } of store.value.log.read(document, 1, Number.MAX_SAFE_INTEGER)) {
    const decoded = decodeLogBody(body)
    if (decoded.ok && decoded.value.kind === 'control' && decoded.value.entry.type === 'commented')
      comments.push(decoded.value.entry.comment)
  }
  await store.value.close()
  return comments
}

let comments = 0

/** Comments as fast as it goes until the server dies; kills it after so many answers. */
const busyUntilDeath = async (
  main: MainProcess,
  facilitator: Person,
  document: string,
  acked: number,
): Promise<void> => {
  let answers = 0
  const speak = async (): Promise<void> => {
    for (;;) {
      const comment = { id: `c${++comments}`, body: 'ردّ' }
      const answer = await facilitator
        .call('POST', `/api/documents/${document}/threads/t/comments`, comment)
        .catch(() => null)
      if (answer === null || !answer.ok) return
      answers += 1
      if (answers === acked) main.signal('SIGKILL')
    }
  }
  await Promise.all([speak(), speak(), speak(), speak()])
  await main.ended
}

describe('a server that is killed', () => {
  it(`[ACC602] ${KILLS} times in the middle of a discussion has told of each comment that its log holds, once and in order`, async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    let main = await start(port)
    const facilitator = await joinBy(url, SETUP_TOKEN, 'ميسّرة')
    const member = await joinBy(url, (await facilitator.invite('editor')).token, 'محرّرة')
    const { id } = await facilitator.newDocument()
    await member.expect('POST', `/api/documents/${id}/threads`, { id: 't', anchor: null, body: 'سؤال' })
    for (let kill = 1; kill <= KILLS; kill++) {
      await busyUntilDeath(main, facilitator, id, 2 + kill)
      const expected = (await commentsInLog(id)).slice(-200)
      expect(expected.length).toBeGreaterThan(0)
      main = await start(port)
      const told = async (): Promise<readonly unknown[]> => {
        const path = `/api/groups/${member.group.id}/inbox?limit=200`
        const { entries } = await member.expect<ApiInbox>('GET', path)
        return entries.toReversed().map(({ notice }) => (notice.type === 'reply' ? notice.comment : notice))
      }
      await expect.poll(told, { timeout: 10_000 }).toEqual(expected)
    }
  }, 120_000)
})
