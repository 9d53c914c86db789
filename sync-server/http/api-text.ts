import type { ApiText, ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import type { BlockContent, Run } from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { numberBlocks } from '#core/schema/numbering.ts'
import type { DurableText } from './document-host.ts'

const hrefOf = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'href' in value &&
  isSafeHref(value.href) &&
  typeof value.href === 'string'
    ? value.href
    : null

const apiRun = ({ text, formats }: Run): ApiTextRun => {
  const link = hrefOf(formats.get('link'))
  return {
    text,
    ...(formats.get('bold') === true ? { bold: true as const } : {}),
    ...(formats.get('italic') === true ? { italic: true as const } : {}),
    ...(formats.get('underline') === true ? { underline: true as const } : {}),
    ...(link === null ? {} : { link }),
  }
}

const apiBlock = ({ attrs, runs }: BlockContent, number: number | null): ApiTextBlock => ({
  bid: attrs.bid ?? '',
  kind: attrs.kind,
  level: attrs.kind === 'heading' ? attrs.level : null,
  list: attrs.kind === 'item' ? attrs.list : null,
  number,
  indent: attrs.indent,
  dir: attrs.dir,
  align: attrs.align,
  runs: runs.filter(({ text }) => text !== '').map(apiRun),
})

/** The clean text as viewers get it: only the formats named here leave the server, never a suggestion or a name [DOC101]. */
export const apiText = (id: string, title: string, { seq, stage, blocks }: DurableText): ApiText => {
  const numbers = numberBlocks(blocks.map(({ attrs }) => attrs))
  return {
    id,
    title,
    stage,
    seq,
    blocks: blocks.map((block, index) => apiBlock(block, numbers[index] ?? null)),
  }
}
