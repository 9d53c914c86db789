/** What a PDF of 200 pages costs: clean, in large letters and with suggestions, and what others wait meanwhile. */
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { writeDocx } from '../../sync-server/export/docx/write-docx.ts'
import { pdfPage } from '../../sync-server/export/pdf/pdf-page.ts'
import { PdfWriter } from '../../sync-server/export/pdf/pdf-writer.ts'
import { viewBlocks } from '../../sync-server/export/view-blocks.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { cpuOf, longestWait } from './costs.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { quantile, round, table } from './statistics.ts'
import { discussions } from './word.ts'

/** 200 pages of 300 words: 1,500 blocks of 40. */
const BLOCKS = 1_500
const REPEATS = 7
const PORT = 4_741

const WORDS = ['الماء', 'حقٌّ', 'مشترك', 'في', 'الحوض', 'عام', '2024', 'WMG', 'ونلتزم', 'بالشفافية']

const text = (): readonly BlockContent[] => {
  const random = seededRandom(7)
  return Array.from({ length: BLOCKS }, (_, index): BlockContent => {
    const runs: Run[] = []
    for (let word = 0; word < 40; word += 10) {
      const words = Array.from({ length: 10 }, () => random.pick(WORDS)).join(' ')
      runs.push({ text: `${words} `, formats: new Map(word === 10 ? [['bold', true]] : []) })
      const at = { by: 'm1', at: 1_700_000_000_000 + index * 1_000 }
      if (word === 20 && index % 3 < 2)
        runs.push({ text: 'كلمة ', formats: new Map([[`insertion--m1-b-${index}`, at]]) })
    }
    const kind = index % 30 === 0 ? 'heading' : index % 5 === 1 ? 'item' : 'paragraph'
    return {
      attrs: { ...DEFAULT_BLOCK_ATTRS, kind, list: kind === 'item' ? 'ordered' : null },
      formats: new Map(),
      runs,
    }
  })
}

const WAYS = [
  ['clean', 'view=accepted'],
  ['in large letters', 'view=accepted&size=large'],
  ['with 1,000 suggestions and 300 discussions', 'view=marked'],
] as const

const HEAD = [
  'a PDF of 1,500 blocks',
  'first, ms',
  'again p50, ms',
  'CPU of the work p50, ms',
  'kB',
  'longest wait of others, ms',
]

export const benchPdf = async (): Promise<string> => {
  const server = await startServer('siyagha', PORT)
  try {
    const who = await joinBy(`http://127.0.0.1:${server.port}`, SETUP_TOKEN, 'قياس')
    const { id } = await who.newDocument()
    const blocks = text()
    // By a name that the group knows: of anybody else the import writes a note on each suggestion, a thousand discussions more.
    const marked = { discussions: discussions(), names: new Map([['m1', 'قياس']]) }
    const raw = new Uint8Array(writeDocx({ title: 'قياس', blocks, marked }))
    await who.call('POST', `/api/documents/${id}/import?filename=a.docx`, undefined, { raw })
    const writer = new PdfWriter()
    const rows: (string | number)[][] = [HEAD]
    for (const [name, query] of WAYS) {
      const times: number[] = []
      let size = 0
      const waited = await longestWait(who.url, async () => {
        for (let turn = 0; turn < REPEATS; turn++) {
          const before = performance.now()
          const response = await who.call('GET', `/api/documents/${id}/export?format=pdf&${query}`)
          size = (await response.arrayBuffer()).byteLength
          times.push(performance.now() - before)
        }
      })
      const view = query === 'view=marked' ? 'marked' : 'accepted'
      const cpu = cpuOf(REPEATS, () =>
        writer.write(
          pdfPage({
            title: 'قياس',
            stage: 'drafting',
            at: 0,
            isLarge: query.endsWith('large'),
            certificate: null,
            blocks: viewBlocks(view, blocks),
            ...(view === 'marked' && { names: null, discussions: discussions() }),
          }),
        ),
      )
      const [first = Number.NaN, ...others] = times
      const figures = [first, quantile(others, 0.5), cpu, size / 1024, waited]
      rows.push([name, ...figures.map((figure) => round(figure, 0))])
    }
    const report = table(rows)
    console.log(`## PDF files\n\n${report}\n`)
    return report
  } finally {
    await server.stop()
  }
}
