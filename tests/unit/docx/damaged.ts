import fc from 'fast-check'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { writeZip } from '../../../sync-server/export/docx/write-zip.ts'
import { anyBlocks } from '../export/arbitraries.ts'
import { proposedBlocks } from './arbitraries.ts'
import { NAMES } from './support.ts'
import { del, ins, listed, NUMBERING, p, r, wordFile, wordParts } from './word-file.ts'

const rich = wordFile({
  numbering: NUMBERING,
  styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
  body:
    p(r('عنوان'), '<w:pStyle w:val="1"/>') +
    p(r('بند ') + del('قديم') + ins('جديد'), listed(1)) +
    `<w:tbl><w:tr><w:tc>${p(r('خلية'))}</w:tc></w:tr></w:tbl>`,
  comments: '<w:comment w:id="0" w:author="س"><w:p><w:r><w:t>ت</w:t></w:r></w:p></w:comment>',
})
const parts = fc.constantFrom(
  ...wordParts({ body: p(r('بند ') + ins('جديد'), listed(1)), numbering: NUMBERING }).keys(),
)
const file = fc.oneof(
  fc.constant(rich),
  anyBlocks.map((blocks) => writeDocx({ title: 'ع', blocks, marked: null })),
  proposedBlocks.map((blocks) =>
    writeDocx({ title: 'ع', blocks, marked: { discussions: [], names: NAMES } }),
  ),
)
const edits = fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
  minLength: 1,
  maxLength: 6,
})
const onBytes = fc.tuple(file, edits).map(([bytes, changes]) => {
  const copy = new Uint8Array(bytes)
  for (const { at, byte } of changes) copy[at % copy.length] = byte
  return copy
})
/** Damage inside the XML, in an archive that is whole: it reaches the readers behind the archive. */
const onText = fc.tuple(parts, edits).map(([index, changes]) => {
  const list = wordParts({
    body: p(r('بند ') + ins('جديد') + del('قديم'), listed(1)),
    numbering: NUMBERING,
  })
  const part = list[index]
  if (part === undefined) return writeZip(list)
  let { text } = part
  for (const { at, byte } of changes) {
    const place = at % text.length
    text =
      text.slice(0, place) +
      (byte % 3 === 0 ? '' : String.fromCharCode(byte)) +
      text.slice(place + 1 + (byte % 7))
  }
  list[index] = { name: part.name, text }
  return writeZip(list)
})

/** Word files with some bytes changed, in the archive or in the XML inside. */
export const damagedWord: fc.Arbitrary<Uint8Array> = fc.oneof(onBytes, onText)
