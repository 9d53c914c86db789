import { afterEach, describe, expect, it } from 'vitest'
import { ImportReader, type ImportLimits } from '../../../sync-server/import/import-reader.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { bytesOf } from './support.ts'

const LIMITS: ImportLimits = { milliseconds: 30_000, megabytes: 200, idleMilliseconds: 60_000 }

const readers: ImportReader[] = []
const reader = (limits: Partial<ImportLimits> = {}): ImportReader => {
  const made = new ImportReader({ ...LIMITS, ...limits })
  readers.push(made)
  return made
}
afterEach(() => Promise.all(readers.splice(0).map((one) => one.close())))

/** About 1.5 s of work, refused at its end. */
const slow = bytesOf('*a **a '.repeat(7_000))
const one = bytesOf('كلمة')

describe('reading files in a thread', () => {
  it('[DIR300] gives what reading here gives, however long the text is', async () => {
    const files = [
      ['a.txt', bytesOf('سطر\n\n'.repeat(9_000))],
      ['a.md', bytesOf('# عنوان\n\n**ثقيل** و[رابط](https://example.org)\n\n1. أول\n')],
      ['a.html', bytesOf(`<p>${'<b>أ</b><i>ب</i>'.repeat(3_000)}</p>`)],
      ['a.exe', one],
      ['a.txt', new Uint8Array()],
      ['a.json', bytesOf('{')],
    ] as const
    const thread = reader()
    for (const [name, bytes] of files)
      expect(await thread.read(name, bytes)).toEqual(readImport({ filename: name, bytes }))
  })

  it('[DIR300] leaves the bytes to the caller', async () => {
    const bytes = Buffer.from('كلمة')
    await reader().read('a.txt', bytes)
    expect(bytes.toString()).toBe('كلمة')
  })

  it('[DIR300] reads one after the other, in order', async () => {
    const thread = reader()
    const order: number[] = []
    await Promise.all(
      [slow, one, one].map(async (bytes, index) => {
        await thread.read('a.md', bytes)
        order.push(index)
      }),
    )
    expect(order).toEqual([0, 1, 2])
  })

  it('[DIR301] a file that takes too long is too complex, and the next one is read', async () => {
    const thread = reader({ milliseconds: 1 })
    expect(await thread.read('a.md', slow)).toEqual({
      ok: false,
      error: { reason: 'too-complex', detail: 'takes too long' },
    })
    const again = reader()
    expect(await again.read('a.txt', one)).toMatchObject({ ok: true })
  })

  it('[DIR301] a file that needs too much memory is too complex, and the next one is read', async () => {
    const thread = reader({ megabytes: 24 })
    const large = bytesOf('<b>x</b>'.repeat(280_000 / 2))
    expect(await thread.read('a.html', large)).toEqual({
      ok: false,
      error: { reason: 'too-complex', detail: 'needs too much memory' },
    })
    expect(await thread.read('a.txt', one)).toMatchObject({ ok: true })
  })

  it('[DIR301] a thread that had nothing to do ends, and the next file gets another', async () => {
    const thread = reader({ idleMilliseconds: 1 })
    for (let count = 0; count < 3; count++) {
      expect(await thread.read('a.txt', one)).toMatchObject({ ok: true })
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    }
  })

  it('[DIR301] what is being read and what waits is told to be stopped when the reader closes', async () => {
    const thread = reader()
    const reads = [thread.read('a.md', slow), thread.read('a.txt', one)]
    await thread.close()
    expect(await Promise.all(reads)).toEqual(reads.map(() => ({ ok: false, error: { reason: 'stopped' } })))
    expect(await thread.read('a.txt', one)).toEqual({ ok: false, error: { reason: 'stopped' } })
  })
})
