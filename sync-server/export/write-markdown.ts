import type { BlockContent, Run } from '#core/schema/content.ts'
import { numberBlocks } from '#core/schema/numbering.ts'
import { criticMarkup, linesOf, viewFormats, type FormatView } from './run-view.ts'

const SPECIAL = /[\\`*_[\]<>&{}~|#]/gu
/** What begins a list, a heading or a table where a line begins. */
const LINE_START = /^(?:([-+=:])|(\d{1,9})([.)]))/u

const escapeInline = (text: string): string => text.replace(SPECIAL, '\\$&')

const escapeLineStart = (line: string): string =>
  line.replace(LINE_START, (_, sign?: string, digits?: string, stop?: string) =>
    sign === undefined ? `${digits ?? ''}\\${stop ?? ''}` : `\\${sign}`,
  )

const STARTS_WORD = /^[\p{L}\p{N}]/u
const ENDS_WORD = /[\p{L}\p{N}\p{M}]$/u

const isPlain = (run: Run | undefined): boolean => run === undefined || run.formats.size === 0

/** Asterisks work only where words begin and end and nothing else is marked beside them; tags work everywhere. */
const emphasise = (text: string, view: FormatView, isSimple: boolean): string => {
  let marked = text
  if (view.underline) marked = `<u>${marked}</u>`
  if (view.italic) marked = isSimple ? `*${marked}*` : `<em>${marked}</em>`
  if (view.bold) marked = isSimple ? `**${marked}**` : `<strong>${marked}</strong>`
  return marked
}

const writeRun = (run: Run, before: Run | undefined, after: Run | undefined): string => {
  const view = viewFormats(run.formats)
  const isSimple =
    run.formats.size === 1 &&
    isPlain(before) &&
    isPlain(after) &&
    STARTS_WORD.test(run.text) &&
    ENDS_WORD.test(run.text)
  const marked = emphasise(escapeInline(run.text), view, isSimple)
  const linked = view.href === null ? marked : `[${marked}](<${view.href.replace(/[\\<>&]/gu, '\\$&')}>)`
  return criticMarkup(linked, view)
}

const writeLine = (line: readonly Run[]): string =>
  escapeLineStart(line.map((run, index) => writeRun(run, line[index - 1], line[index + 1])).join(''))

/** Width of the marks of the items around; an item stands under the text of the one above it. */
interface OpenItem {
  readonly indent: number
  readonly width: number
}

/**
 * CommonMark: headings, quotes, nested lists with their numbers, emphasis, underline as `<u>`, links, line breaks.
 * Direction, alignment, block ids and empty blocks have no place in it. Suggestions are CriticMarkup, changes of
 * format are not shown.
 */
export const writeMarkdown = (blocks: readonly BlockContent[]): string => {
  const numbers = numberBlocks(blocks.map((block) => block.attrs))
  let text = ''
  let wasItem = false
  let open: OpenItem[] = []
  blocks.forEach((block, index) => {
    const lines = linesOf(block.runs).map(writeLine)
    if (lines.length === 0) return
    const { kind, level, indent } = block.attrs
    if (text !== '') text += kind === 'item' && wasItem ? '\n' : '\n\n'
    wasItem = kind === 'item'
    switch (kind) {
      case 'heading':
        text += `${'#'.repeat(level ?? 1)} ${lines.join('<br>')}`
        break
      case 'quote':
        text += `> ${lines.join('\\\n> ')}`
        break
      case 'paragraph':
        text += lines.join('\\\n')
        break
      case 'item': {
        open = open.filter((item) => item.indent < indent)
        const number = numbers[index] ?? null
        const mark = number === null ? '- ' : `${number}. `
        const margin = ' '.repeat(open.reduce((sum, item) => sum + item.width, 0))
        open.push({ indent, width: mark.length })
        text += margin + mark + lines.join(`\\\n${margin}${' '.repeat(mark.length)}`)
        break
      }
    }
    if (kind !== 'item') open = []
  })
  return text === '' ? '' : `${text}\n`
}
