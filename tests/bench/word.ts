/** What a Word file of 200 pages costs: to bring it in, to write it clean and with everything, and what others wait meanwhile. */
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import type { Discussion } from '../../sync-server/export/discussion.ts'
import { writeDocx, type WordText } from '../../sync-server/export/docx/write-docx.ts'
import { viewBlocks } from '../../sync-server/export/view-blocks.ts'
import { readImport } from '../../sync-server/import/read-import.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { cpuOf, longestWait } from './costs.ts'
import { changeText } from './edits-meanwhile.ts'
import { CHANGES, measureFile, redlineBlocks, REPEATS, WRITTEN_HEAD } from './measured-file.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { round, table } from './statistics.ts'

/** 200 pages of 300 words: 1,500 blocks of 40. */
const BLOCKS = 1_500
const WORDS_IN_BLOCK = 40
const SUGGESTIONS = 1_000
const DISCUSSIONS = 300
const PORT = 4_739

const WORDS = ['الماء', 'حقٌّ', 'مشترك', 'في', 'الحوض', 'عام', '2024', 'WMG', 'ونلتزم', 'بالشفافية']

const text = (): readonly BlockContent[] => {
  const random = seededRandom(7)
  return Array.from({ length: BLOCKS }, (_, index): BlockContent => {
    const runs: Run[] = []
    for (let word = 0; word < WORDS_IN_BLOCK; word += 10) {
      const words = Array.from({ length: 10 }, () => random.pick(WORDS)).join(' ')
      const at = { by: 'm1', at: 1_700_000_000_000 + index * 1_000 }
      const isProposed = word === 20 && index % Math.floor(BLOCKS / SUGGESTIONS + 1) === 0
      runs.push({ text: `${words} `, formats: new Map(word === 10 ? [['bold', true]] : []) })
      if (isProposed || (word === 0 && index < SUGGESTIONS - BLOCKS / 2))
        runs.push({ text: 'كلمة ', formats: new Map([[`insertion--m1-b-${index}-${word}`, at]]) })
    }
    const kind = index % 30 === 0 ? 'heading' : index % 5 === 1 ? 'item' : 'paragraph'
    const list = kind === 'item' ? 'ordered' : null
    return { attrs: { ...DEFAULT_BLOCK_ATTRS, kind, list }, formats: new Map(), runs }
  })
}

export const discussions = (): readonly Discussion[] =>
  Array.from({ length: DISCUSSIONS }, (_, index) => ({
    start: { block: index * 4, offset: 3 },
    end: { block: index * 4, offset: 25 },
    on: 'text',
    isResolved: index % 3 === 0,
    comments: [
      { by: 'm1', at: 1_700_000_000_000, body: 'سؤال عن هذا الموضع' },
      { by: 'm1', at: 1_700_000_100_000, body: 'جواب عنه' },
    ],
  }))

const HEAD = ['a file of 200 pages', ...WRITTEN_HEAD]

export const benchWord = async (): Promise<string> => {
  const server = await startServer('siyagha', PORT)
  try {
    const who = await joinBy(`http://127.0.0.1:${server.port}`, SETUP_TOKEN, 'قياس')
    await who.expect('PATCH', `/api/groups/${who.group.id}`, { filesMayName: true })
    const { id } = await who.newDocument()
    const blocks = text()
    const marked = { discussions: discussions(), names: new Map([['m1', 'قياس']]) }
    const file = writeDocx({ title: 'قياس', blocks, marked })
    const rows: (readonly (string | number)[])[] = [HEAD]
    const started = performance.now()
    const raw = new Uint8Array(file)
    const wait = await longestWait(who.url, () =>
      who.call('POST', `/api/documents/${id}/import?filename=a.docx`, undefined, { raw }),
    )
    const figures = [
      cpuOf(REPEATS, () => readImport({ filename: 'a.docx', bytes: file })),
      file.length / 1024,
      wait,
    ]
    rows.push([
      `brought in, with ${SUGGESTIONS} suggestions and ${DISCUSSIONS} discussions`,
      round(performance.now() - started, 0),
      '–',
      ...figures.map((figure) => round(figure, 0)),
      '–',
    ])
    const place = { who, port: server.port, document: id }
    const write = (more: Partial<WordText>): Uint8Array =>
      writeDocx({ title: 'قياس', blocks, marked: null, ...more })
    rows.push(
      await measureFile(place, {
        name: 'written clean',
        query: 'format=docx&view=accepted',
        work: () => write({ blocks: viewBlocks('accepted', blocks) }),
      }),
      await measureFile(place, {
        name: 'written with suggestions and discussions',
        query: 'format=docx&view=marked&names=1',
        work: () => write({ blocks: viewBlocks('marked', blocks), marked }),
      }),
    )
    await who.expect('POST', `/api/documents/${id}/versions`, { id: 'before', name: 'قبل' })
    await changeText(who, server.port, id, CHANGES)
    rows.push(
      await measureFile(place, {
        name: `as a redline against a version, ${CHANGES} changes`,
        query: 'format=docx&since=before',
        work: () => write({ blocks: redlineBlocks(blocks), marked: { discussions: [], names: null } }),
      }),
    )
    const report = table(rows)
    console.log(`## Word files\n\n${report}\n`)
    return report
  } finally {
    await server.stop()
  }
}
