/** What a Word file of 200 pages costs: to bring it in, to write it clean and with everything, and what others wait meanwhile. */
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import type { Discussion } from '../../sync-server/export/discussion.ts'
import { writeDocx } from '../../sync-server/export/docx/write-docx.ts'
import { viewBlocks } from '../../sync-server/export/view-blocks.ts'
import { readImport } from '../../sync-server/import/read-import.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { cpuOf, longestWait } from './costs.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { quantile, round, table } from './statistics.ts'

/** 200 pages of 300 words: 1,500 blocks of 40. */
const BLOCKS = 1_500
const WORDS_IN_BLOCK = 40
const SUGGESTIONS = 1_000
const DISCUSSIONS = 300
const REPEATS = 7
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

const HEAD = [
  'a file of 200 pages',
  'first, ms',
  'again p50, ms',
  'CPU of the work p50, ms',
  'kB',
  'longest wait of others, ms',
]

export const benchWord = async (): Promise<string> => {
  const server = await startServer('siyagha', PORT)
  try {
    const who = await joinBy(`http://127.0.0.1:${server.port}`, SETUP_TOKEN, 'قياس')
    await who.expect('PATCH', `/api/groups/${who.group.id}`, { filesMayName: true })
    const { id } = await who.newDocument()
    const blocks = text()
    const marked = { discussions: discussions(), names: new Map([['m1', 'قياس']]) }
    const file = writeDocx({ title: 'قياس', blocks, marked })
    const kilobytes = (bytes: number): number => round(bytes / 1024, 0)
    const rows: (string | number)[][] = [HEAD]
    const started = performance.now()
    const raw = new Uint8Array(file)
    const wait = await longestWait(who.url, () =>
      who.call('POST', `/api/documents/${id}/import?filename=a.docx`, undefined, { raw }),
    )
    rows.push([
      `brought in, with ${SUGGESTIONS} suggestions and ${DISCUSSIONS} discussions`,
      round(performance.now() - started, 0),
      '–',
      round(
        cpuOf(REPEATS, () => readImport({ filename: 'a.docx', bytes: file })),
        0,
      ),
      kilobytes(file.length),
      round(wait, 0),
    ])
    const ways = [
      ['written clean', 'view=accepted', null],
      ['written with suggestions and discussions', 'view=marked&names=1', marked],
    ] as const
    for (const [name, query, what] of ways) {
      const times: number[] = []
      let size = 0
      const waited = await longestWait(who.url, async () => {
        for (let turn = 0; turn < REPEATS; turn++) {
          const before = performance.now()
          const response = await who.call('GET', `/api/documents/${id}/export?format=docx&${query}`)
          size = (await response.arrayBuffer()).byteLength
          times.push(performance.now() - before)
        }
      })
      const [first = Number.NaN, ...others] = times
      const view = what === null ? 'accepted' : 'marked'
      const cpu = cpuOf(REPEATS, () =>
        writeDocx({ title: 'قياس', blocks: viewBlocks(view, blocks), marked: what }),
      )
      rows.push([
        name,
        round(first, 0),
        round(quantile(others, 0.5), 0),
        round(cpu, 0),
        kilobytes(size),
        round(waited, 0),
      ])
    }
    const report = table(rows)
    console.log(`## Word files\n\n${report}\n`)
    return report
  } finally {
    await server.stop()
  }
}
