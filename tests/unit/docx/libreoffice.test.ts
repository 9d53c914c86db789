import { describe, expect, it } from 'vitest'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { numberBlocks } from '#core/schema/numbering.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import type { Discussion } from '../../../sync-server/export/discussion.ts'
import { writeDocx } from '../../../sync-server/export/docx/write-docx.ts'
import { libreOffice, savedByLibreOffice } from '../../support/libreoffice.ts'
import { acceptedOf, NAMES, originalOf, plain, readBack } from './support.ts'
import { partsOf } from './unzipped.ts'

const AT = Date.UTC(2025, 2, 1, 10)
const m1 = { by: 'm1', at: AT }
const m2 = { by: 'm2', at: AT + 60_000 }
const m3 = { by: 'm3', at: AT + 120_000 }

type Format = readonly [string, unknown]

const run = (text: string, ...formats: readonly Format[]): Run => ({ text, formats: new Map(formats) })

const block = (
  runs: string | readonly Run[],
  attrs: Partial<BlockAttrs> = {},
  ...formats: readonly Format[]
): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: new Map(formats),
  runs: typeof runs === 'string' ? [run(runs)] : runs,
})

const item = (text: string, more: Partial<BlockAttrs> = {}): BlockContent =>
  block(text, { kind: 'item', list: 'ordered', ...more })

const BLOCKS: readonly BlockContent[] = [
  block('رسالة ختامية', { kind: 'heading', level: 1 }),
  block([
    run('صدرت في عام 2024 عن مجموعة WMG، وفيها '),
    run('قديم', ['deletion--m1-a-1', m1]),
    run('جديد', ['insertion--m1-a-1', m1]),
    run(' وتغيير '),
    run('الغامق', ['formatChange--m2-a-3', { ...m2, set: '{"bold":true}' }]),
    run(' للأعوام 2018–2023.', ['italic', true]),
  ]),
  block([run('فقرة مضافة', ['insertion--m2-a-2', m2])], {}, ['insertion--m2-a-2', m2]),
  block('فقرة تبقى'),
  block([run('فقرة محذوفة', ['deletion--m2-a-4', m2])], {}, ['deletion--m2-a-4', { ...m2, whole: true }]),
  item('بند أول'),
  item('بند داخلي', { indent: 1 }),
  item('بند ثانٍ'),
  block('قول', { kind: 'quote' }),
  item('بند ثالث', { numbering: 'continue' }),
  block('فاصل'),
  block([run('فقرة تُنقل', ['deletion--m3-a-5', m3])], {}, ['deletion--m3-a-5', { ...m3, whole: true }]),
  item('من جديد'),
  item('نقطة', { list: 'bullet' }),
  block([run('فقرة تُنقل', ['insertion--m3-a-5', m3])], {}, ['insertion--m3-a-5', m3]),
  block([run('An English paragraph, '), run('link', ['link', { href: 'https://example.org/' }])], {
    dir: 'ltr',
    align: 'justify',
  }),
  block('في الوسط', { align: 'center' }),
]

const DISCUSSIONS: readonly Discussion[] = [
  {
    start: { block: 1, offset: 0 },
    end: { block: 1, offset: 4 },
    on: 'text',
    isResolved: true,
    comments: [
      { by: 'm1', at: AT, body: 'سؤال' },
      { by: 'm2', at: AT + 60_000, body: 'جواب' },
    ],
  },
  {
    start: { block: 8, offset: 0 },
    end: { block: 8, offset: 3 },
    on: 'text',
    isResolved: false,
    comments: [{ by: 'm3', at: AT, body: 'مفتوح' }],
  },
]

/** Who proposed what on each stretch of text. */
const toldOn = (blocks: readonly BlockContent[]): unknown =>
  blocks.map(({ runs }) =>
    runs.map(({ text, formats }) => [text, suggestionsOn(formats).map(({ kind, by, at }) => [kind, by, at])]),
  )

const idsOf = (blocks: readonly BlockContent[]): readonly (readonly [id: string, text: string])[] =>
  blocks.flatMap(({ runs }) =>
    runs.flatMap(({ text, formats }) => suggestionsOn(formats).map(({ id }) => [id, text] as const)),
  )

describe('a Word file that went through another program', () => {
  // LibreOffice opens and saves the file in between. Where it can be neither found nor installed nothing is proved,
  // and the test fails: one that is not run would be counted nowhere.
  it(
    '[DOC626] [DOC740] comes back with revisions, moves, authors, comments, direction and numbers',
    { timeout: 600_000 },
    async () => {
      const file = writeDocx({
        title: 'رسالة',
        blocks: BLOCKS,
        marked: { discussions: DISCUSSIONS, names: NAMES },
      })
      const saved = await savedByLibreOffice(libreOffice(), file)
      const { blocks, threads, warnings } = readBack(saved)
      expect(warnings).toEqual([])
      expect(plain(originalOf(blocks))).toEqual(plain(originalOf(BLOCKS)))
      expect(plain(acceptedOf(blocks))).toEqual(plain(acceptedOf(BLOCKS)))
      expect(toldOn(blocks)).toEqual(toldOn(BLOCKS))
      // What is moved is a move there too, and one suggestion here.
      expect(partsOf(saved).get('word/document.xml')).toMatch(/<w:moveFrom .*<w:moveTo /su)
      const moved = [
        ...new Set(
          idsOf(blocks)
            .filter(([, text]) => text === 'فقرة تُنقل')
            .map(([id]) => id),
        ),
      ]
      expect(moved).toHaveLength(1)
      const numbers = (all: readonly BlockContent[]) => numberBlocks(all.map(({ attrs }) => attrs))
      expect(numbers(blocks)).toEqual(numbers(BLOCKS))
      expect(threads).toEqual(
        DISCUSSIONS.map(({ start, end, isResolved, comments }) => ({
          anchor: { start, end, isBlock: false },
          isResolved,
          comments,
        })),
      )
    },
  )
})
