import * as Y from 'yjs'
import { afterAll, describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { writeBlocks } from '#core/shared-doc/whole-text.ts'
import { exportWord, type WordRequest } from '../../../sync-server/export/docx/export-word.ts'
import { WordThread } from '../../../sync-server/word-thread.ts'
import { NAMES, readBack, textsOf } from './support.ts'

const PLAIN = { digits: 'latn', certificate: null } as const

const requestOf = (words: string): WordRequest => {
  const doc = new Y.Doc()
  const insertion = new Map([['insertion--m1-a-1', { by: 'm1', at: 1_700_000_000_000 }]])
  const runs = [
    { text: words, formats: new Map() },
    { text: ' جديد', formats: insertion },
  ]
  writeBlocks(doc, [{ attrs: { ...DEFAULT_BLOCK_ATTRS, bid: 'b1' }, formats: new Map(), runs }], null)
  return {
    title: 'ع',
    view: 'marked',
    state: Y.encodeStateAsUpdate(doc),
    threads: [],
    names: NAMES,
    ...PLAIN,
  }
}

const thread = new WordThread()
afterAll(() => thread.close())

describe('Word files, written aside', () => {
  it('[DOC625] are what would be written here, each for who asked, and the request stays whole', async () => {
    const requests = ['أولى', 'ثانية', 'ثالثة'].map(requestOf)
    const written = await Promise.all(requests.map((request) => thread.write(request)))
    for (const [index, request] of requests.entries()) {
      const file = written[index]
      expect(file?.ok === true && Buffer.from(file.value).equals(exportWord(request))).toBe(true)
      if (file?.ok === true) expect(textsOf(readBack(file.value).blocks)[0]).toContain('جديد')
    }
  })

  it('[DOC625] that cannot be written say why, and the next one is written', async () => {
    const broken = await thread.write({ ...requestOf('س'), state: new Uint8Array([255, 255, 255]) })
    expect(broken).toMatchObject({ ok: false, error: { reason: 'ended' } })
    expect((await thread.write(requestOf('ص'))).ok).toBe(true)
  })

  it('[DOC625] that a server ends with are given up', async () => {
    const own = new WordThread()
    const asked = own.write(requestOf('س'))
    await own.close()
    const stopping = { ok: false, error: { reason: 'stopping' } }
    expect(await asked).toMatchObject(stopping)
    expect(await own.write(requestOf('س'))).toMatchObject(stopping)
  })
})
