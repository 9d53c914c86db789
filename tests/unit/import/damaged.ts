import fc from 'fast-check'
import { writeExport, type ExportFormat } from '../../../sync-server/export/write-export.ts'
import { templateOf } from '../../../sync-server/import/templates.ts'
import { bytesOf } from './support.ts'

const document = { title: 'ع', blocks: templateOf('sample').texts.ar ?? [] }
const originals = new Map(
  (['json', 'txt', 'md', 'html'] as const).map((format) => [
    format,
    bytesOf(writeExport(format, document).body),
  ]),
)
const pieces = [
  '<',
  '>',
  '"',
  '\0',
  '\u202e',
  '[',
  '](',
  '**',
  '&#x202E;',
  '\n\n',
  '</li>',
  '{"',
  '1. ',
  '\xff',
  '<table>',
  'javascript:',
]
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 200 }),
  put: fc.oneof(fc.constantFrom(...pieces).map(bytesOf), fc.uint8Array({ maxLength: 8 })),
})
const formats: fc.Arbitrary<ExportFormat> = fc.constantFrom('json', 'txt', 'md', 'html')

/** Text, Markdown, HTML and JSON files with pieces taken out and put in. */
export const damagedText: fc.Arbitrary<{ readonly filename: string; readonly bytes: Uint8Array }> = fc
  .tuple(formats, fc.array(mutation, { minLength: 1, maxLength: 12 }))
  .map(([format, mutations]) => {
    let bytes: Uint8Array = originals.get(format) ?? new Uint8Array()
    for (const { at, drop, put } of mutations) {
      const index = Math.floor(at * bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, index), put, bytes.subarray(index + drop)])
    }
    return { filename: `a.${format}`, bytes }
  })
