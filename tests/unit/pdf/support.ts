import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { pdfPage, type PdfPage, type PdfSource } from '../../../sync-server/export/pdf/pdf-page.ts'

export type Formats = Readonly<Record<string, unknown>>

export const run = (text: string, formats: Formats = {}): Run => ({
  text,
  formats: new Map(Object.entries(formats)),
})

export const block = (
  content: string | readonly Run[],
  attrs: Partial<BlockAttrs> = {},
  formats: Formats = {},
): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: new Map(Object.entries(formats)),
  runs: typeof content === 'string' ? (content === '' ? [] : [run(content)]) : content,
})

export const by = (kind: 'insertion' | 'deletion' | 'formatChange', member: string, at = 1): Formats => ({
  [`${kind}--${member}-${at}`]: { by: member, at },
})

export const page = (blocks: readonly BlockContent[], more: Partial<PdfSource> = {}): PdfPage =>
  pdfPage({
    title: 'بيان الماء',
    stage: 'drafting',
    at: Date.UTC(2026, 10, 26, 14, 5),
    isLarge: false,
    certificate: null,
    blocks,
    ...more,
  })
