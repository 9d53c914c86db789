import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { canonicalText } from '#core/final/canonical-text.ts'
import { DOCUMENT_LANGUAGES, type DocumentLanguage } from '#core/text/language.ts'
import { fail } from '#core/util/result.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { writeExport } from '../../../sync-server/export/write-export.ts'
import { printsOf, type FileOf } from '../../../sync-server/final/final-prints.ts'
import type { FoundBy } from '../../../sync-server/final/final-registry.ts'
import { verifyFile, verifyPlain, type VerifyPorts } from '../../../sync-server/final/verify-text.ts'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { anyBlocks, markdownBlocks } from '../export/arbitraries.ts'

const SEED = 566
const TITLE = 'نصّ <1> & «2»'
const FORMATS = ['json', 'txt', 'md', 'html'] as const
const textOf = (
  format: (typeof FORMATS)[number],
  title: string,
  blocks: readonly BlockContent[],
  language: DocumentLanguage = 'ar',
): string => writeExport(format, { title, blocks, language }).body
const wordOf = (
  title: string,
  blocks: readonly BlockContent[],
  language: DocumentLanguage = 'ar',
): Uint8Array => writeDocx({ title, blocks, marked: null, language })
const fileOf: FileOf = (format, { title, language }, blocks) =>
  format === 'docx' ? wordOf(title, blocks, language) : textOf(format, title, blocks, language)
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** One text is final. */
const portsFor = (blocks: readonly BlockContent[]): VerifyPorts => {
  const prints = printsOf(fileOf, { title: TITLE, language: 'ar', digits: 'latn' }, blocks)
  const final = {
    ...prints,
    id: 'c',
    title: TITLE,
    auditHead: null,
    finalAt: 1,
    version: 1,
    superseded: null,
  }
  const known: Readonly<Record<FoundBy, readonly string[]>> = {
    file: prints.files,
    canonical: [prints.sha256],
    wording: prints.wordings,
  }
  return {
    registry: { find: (by, sha256) => (known[by].includes(sha256) ? [{ document: 'd', final }] : []) },
    importFile: async (filename, bytes) => {
      const read = readImport({ filename, bytes })
      return read.ok ? read : fail('unreadable-file')
    },
    fileOf,
    isKnown: () => true,
  }
}

const match = async (
  name: string,
  content: string | Uint8Array,
  ports: VerifyPorts,
): Promise<string | null> => (await verifyFile(name, bytesOf(content), ports)).found?.match ?? null

const hasWords = (blocks: readonly BlockContent[]): boolean => canonicalText(blocks) !== ''

describe('verifying any final text', () => {
  it('[DOC566] says yes to its exports', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlocks.filter(hasWords), async (blocks) => {
        const ports = portsFor(blocks)
        for (const format of FORMATS)
          expect(await match(`x.${format}`, textOf(format, TITLE, blocks), ports)).toBe('file')
        for (const format of ['json', 'html'] as const)
          expect(await match(`x.${format}`, `${textOf(format, TITLE, blocks)}\r\n`, ports)).toBe('canonical')
        expect(verifyPlain(textOf('txt', TITLE, blocks), ports).found?.match).toBe('wording')
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('[DOC566] says yes to a Word file of the text that was never kept, and no to one in which a byte or a word is another', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlocks.filter(hasWords), fc.nat(), async (blocks, at) => {
        const ports = portsFor(blocks)
        const unkept: VerifyPorts = {
          ...ports,
          registry: { find: (by, sha256) => (by === 'file' ? [] : ports.registry.find(by, sha256)) },
        }
        const file = wordOf(TITLE, blocks)
        expect(await match('x.docx', file, ports)).toBe('file')
        expect(await match('x.DOCX', file, unkept)).toBe('canonical')
        const other = file.slice()
        other[at % other.length] = (other[at % other.length] ?? 0) ^ 1
        expect(await match('x.docx', other, unkept)).toBeNull()
        const words = tampered(blocks, 'word', at)
        if (canonicalText(words) !== canonicalText(blocks))
          expect(await match('x.docx', wordOf(TITLE, words), ports)).toBeNull()
      }),
      { seed: SEED, numRuns: 100 },
    )
  })

  it('[DOC566] [DOC698] says yes to a file in whatever language, which is in no certificate', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBlocks.filter(hasWords),
        fc.constantFrom(...DOCUMENT_LANGUAGES),
        async (blocks, language) => {
          const ports = portsFor(blocks)
          for (const format of ['json', 'html'] as const)
            expect(await match(`x.${format}`, `${textOf(format, TITLE, blocks, language)}\r\n`, ports)).toBe(
              'canonical',
            )
          const known = language === 'ar' ? 'file' : 'canonical'
          expect(await match('x.docx', wordOf(TITLE, blocks, language), ports)).toBe(known)
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('[DOC566] says yes to Markdown with other line ends', async () => {
    await fc.assert(
      fc.asyncProperty(markdownBlocks.filter(hasWords), async (blocks) => {
        const file = textOf('md', TITLE, blocks)
        const changed = `${file.replaceAll('\n', '\r\n')}\r\n`
        expect(await match('x.md', changed, portsFor(blocks))).toBe('canonical')
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('[DOC566] says no to a text with another letter, word, block, kind or number, in every format', async () => {
    const change = fc.record({
      what: fc.constantFrom(
        'letter',
        'word',
        'drop',
        'swap',
        'double',
        'kind',
        'level',
        'list',
        'numbering' as const,
      ),
      at: fc.nat(),
    })
    let changed = 0
    await fc.assert(
      fc.asyncProperty(anyBlocks.filter(hasWords), change, async (blocks, { what, at }) => {
        const other = tampered(blocks, what, at)
        if (canonicalText(other) === canonicalText(blocks)) return
        changed++
        const ports = portsFor(blocks)
        for (const format of ['json', 'html', 'md'] as const)
          expect(await match(`x.${format}`, textOf(format, TITLE, other), ports)).toBeNull()
        // Plain text does not tell kinds and the ends of paragraphs.
        if (what === 'letter' || what === 'word')
          expect(verifyPlain(textOf('txt', TITLE, other), ports).found).toBeNull()
      }),
      { seed: SEED, numRuns: 600 },
    )
    expect(changed).toBeGreaterThan(300)
  })
})

const withAttrs = (block: BlockContent, attrs: Partial<BlockAttrs>): BlockContent => ({
  ...block,
  attrs: { ...block.attrs, ...attrs },
})

const tampered = (blocks: readonly BlockContent[], what: string, seed: number): readonly BlockContent[] => {
  const at = seed % blocks.length
  const block = blocks[at]
  if (block === undefined) return blocks
  const put = (...others: readonly BlockContent[]): readonly BlockContent[] =>
    blocks.toSpliced(at, 1, ...others)
  const [run, ...runs] = block.runs
  switch (what) {
    case 'letter':
      return run === undefined ? blocks : put({ ...block, runs: [{ ...run, text: `ظ${run.text}` }, ...runs] })
    case 'word':
      return put({ ...block, runs: [...block.runs, { text: ' غير', formats: new Map() }] })
    case 'drop':
      return put()
    case 'swap':
      return [...blocks.slice(0, at), ...blocks.slice(at).toReversed()]
    case 'double':
      return put(block, block)
    case 'kind':
      return put(withAttrs(block, { kind: block.attrs.kind === 'quote' ? 'paragraph' : 'quote' }))
    case 'level':
      return put(withAttrs(block, { level: block.attrs.level === 2 ? 3 : 2 }))
    case 'list':
      return put(withAttrs(block, { list: block.attrs.list === 'ordered' ? 'bullet' : 'ordered' }))
    default:
      return put(withAttrs(block, { numbering: block.attrs.numbering === null ? 'continue' : null }))
  }
}
