import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, sameFormats, type BlockContent, type Run } from '#core/schema/content.ts'
import { pastedDirection, type TextDirection } from '#core/text/direction.ts'

/** Blocks as they come from a clipboard, and whether their ends are open: an open end joins the text around it. */
export interface Pasted {
  readonly blocks: readonly BlockContent[]
  readonly openStart: boolean
  readonly openEnd: boolean
}

export const textOf = (block: BlockContent): string => block.runs.map((run) => run.text).join('')

/** Neighbouring runs with equal formats become one; empty ones go. */
export const joinRuns = (runs: readonly Run[]): Run[] => {
  const joined: Run[] = []
  for (const run of runs) {
    const previous = joined.at(-1)
    if (run.text === '') continue
    if (previous !== undefined && sameFormats(previous.formats, run.formats))
      joined[joined.length - 1] = { text: previous.text + run.text, formats: previous.formats }
    else joined.push(run)
  }
  return joined
}

export const blockOf = (attrs: Partial<BlockAttrs>, runs: readonly Run[]): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, ...attrs },
  formats: NO_FORMATS,
  runs: joinRuns(runs),
})

const plainBlock = (attrs: Partial<BlockAttrs>, text: string, direction: TextDirection): BlockContent =>
  blockOf({ dir: pastedDirection(text, direction), ...attrs }, [{ text, formats: NO_FORMATS }])

const BULLET = /^[ \t]*[•●▪◦‣–-][ \t]+(?=\S)/u
const NUMBER = /^[ \t]*(\d{1,3}|[٠-٩]{1,3}|[۰-۹]{1,3})[ \t]*[.)\-ـ][ \t]+(?=\S)/u

const valueOf = (digits: string): number =>
  Number(digits.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)))

/**
 * Plain text as blocks: one for each line that is not blank. Lines with bullets, and lines whose numbers count on
 * from 1, become items when at least two stand together; a lone «1.» stays what it is. One line is open at both ends.
 * `direction`: of the document.
 */
export const readPlainText = (text: string, direction: TextDirection): Pasted => {
  const lines = text
    .split(/\r\n?|\n|\u2028|\u2029/u)
    .map((line) => line.replace(/[ \t\u00a0]+$/u, ''))
    .filter((line) => line !== '')
  if (lines.length <= 1)
    return {
      blocks:
        lines.length === 0 ? [] : [plainBlock({}, text.replace(/[\r\n\u2028\u2029]+/gu, ''), direction)],
      openStart: true,
      openEnd: true,
    }
  const blocks: BlockContent[] = []
  let expected = 1
  lines.forEach((line, index) => {
    const number = NUMBER.exec(line)
    const near = [lines[index - 1], lines[index + 1]]
    if (
      number?.[1] !== undefined &&
      valueOf(number[1]) === expected &&
      (expected > 1 || near.some(isNumbered))
    ) {
      expected++
      blocks.push(plainBlock({ kind: 'item', list: 'ordered' }, line.slice(number[0].length), direction))
      return
    }
    expected = 1
    const bullet = BULLET.exec(line)
    if (bullet !== null && near.some((other) => other !== undefined && BULLET.test(other)))
      blocks.push(plainBlock({ kind: 'item', list: 'bullet' }, line.slice(bullet[0].length), direction))
    else blocks.push(plainBlock({}, line.trimStart(), direction))
  })
  return { blocks, openStart: true, openEnd: true }
}

const isNumbered = (line: string | undefined): boolean => line !== undefined && NUMBER.test(line)

/** What a marker, and what a stretch of formatted text, adds to the update: bytes, measured generously. */
const BYTES_PER_BLOCK = 90
const BYTES_PER_FORMATTED_RUN = 60
/** Of the frame of 1 MiB that the server takes. */
export const MAX_PASTE_BYTES = 960 * 1024

const encoder = new TextEncoder()

/** Bytes that these blocks take in the update that carries them, an upper estimate. */
export const pastedBytes = (blocks: readonly BlockContent[]): number =>
  blocks.reduce(
    (sum, { runs }) =>
      sum +
      BYTES_PER_BLOCK +
      runs.reduce(
        (inner, { text, formats }) =>
          inner +
          encoder.encode(text).length +
          (formats.size > 0 ? BYTES_PER_FORMATTED_RUN * formats.size : 0),
        0,
      ),
    0,
  )
