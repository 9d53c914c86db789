import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { JobProcess } from '../../../sync-server/job-process.ts'

const FILE = join(import.meta.dirname, '../../support/unruly-worker.ts')
const open: JobProcess<string, string>[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const started = (milliseconds = 20_000): JobProcess<string, string> => {
  const own = new JobProcess<string, string>(FILE, { milliseconds, megabytes: 256, idle: 60_000 })
  open.push(own)
  return own
}

describe('a process that works for the server', () => {
  it('[DOC648] answers each question, and knows nothing of the environment', async () => {
    const own = started()
    const answers = await Promise.all(['one', 'tell', 'two'].map((question) => own.ask(question)))
    expect(answers).toEqual(['one, ', 'tell, ', 'two, '].map((value) => ({ ok: true, value })))
  })

  it('[DOC648] takes nobody with it when native code ends it, and the next question starts another', async () => {
    const own = started()
    const asked = [own.ask('abort'), own.ask('waits behind it')]
    for (const answer of await Promise.all(asked))
      expect(answer).toEqual({
        ok: false,
        error: { reason: 'ended', detail: expect.stringContaining('has ended') as string },
      })
    expect(await own.ask('again')).toMatchObject({ ok: true })
  })

  it('[DOC648] is ended when it takes too long', async () => {
    const own = started(3_000)
    expect(await own.ask('hang')).toEqual({
      ok: false,
      error: { reason: 'too-slow', detail: 'took longer than 3000 ms' },
    })
  })

  it('[DOC648] is ended with the server, whatever it does', async () => {
    const own = started()
    const asked = own.ask('hang')
    await own.close()
    const stopping = { ok: false, error: { reason: 'stopping', detail: 'the server stops' } }
    expect(await asked).toEqual(stopping)
    expect(await own.ask('late')).toEqual(stopping)
  })
})
