/** What a PDF of 200 pages costs: clean, in large letters and with suggestions, and what others wait meanwhile. */
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { writeDocx } from '../../sync-server/export/docx/write-docx.ts'
import { pdfPage, type PdfSource } from '../../sync-server/export/pdf/pdf-page.ts'
import { PdfWriter } from '../../sync-server/export/pdf/pdf-writer.ts'
import { viewBlocks } from '../../sync-server/export/view-blocks.ts'
import { joinBy } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { SETUP_TOKEN, startServer } from './peers.ts'
import { table } from './statistics.ts'
import { changeText } from './edits-meanwhile.ts'
import { CHANGES, measureFile, redlineBlocks, WRITTEN_HEAD } from './measured-file.ts'
import { discussions } from './word.ts'

/** 200 pages of 300 words: 1,500 blocks of 40. */
const BLOCKS = 1_500
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
    const write = (more: Partial<PdfSource>): Uint8Array =>
      writer.write(
        pdfPage({
          title: 'قياس',
          stage: 'drafting',
          at: 0,
          isLarge: false,
          certificate: null,
          blocks: viewBlocks('accepted', blocks),
          ...more,
        }),
      )
    const place = { who, port: server.port, document: id }
    const rows: (readonly (string | number)[])[] = [
      ['a PDF of 1,500 blocks', ...WRITTEN_HEAD],
      await measureFile(place, {
        name: 'clean',
        query: 'format=pdf&view=accepted',
        work: () => write({}),
      }),
      await measureFile(place, {
        name: 'in large letters',
        query: 'format=pdf&view=accepted&size=large',
        work: () => write({ isLarge: true }),
      }),
      await measureFile(place, {
        name: 'with 1,000 suggestions and 300 discussions',
        query: 'format=pdf&view=marked',
        work: () => write({ blocks: viewBlocks('marked', blocks), names: null, discussions: discussions() }),
      }),
    ]
    await who.expect('POST', `/api/documents/${id}/versions`, { id: 'before', name: 'قبل' })
    await changeText(who, server.port, id, CHANGES)
    rows.push(
      await measureFile(place, {
        name: `as a redline against a version, ${CHANGES} changes`,
        query: 'format=pdf&since=before',
        work: () => write({ blocks: redlineBlocks(blocks), names: null, comparison: { from: 'أ', to: 'ب' } }),
      }),
    )
    const report = table(rows)
    console.log(`## PDF files\n\n${report}\n`)
    return report
  } finally {
    await server.stop()
  }
}
