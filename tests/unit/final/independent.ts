/**
 * The canonical text once more, written from docs/SPEC.md alone and with nothing of the product: tests hold the two
 * against each other. Works on the plainest form of a document.
 */
export interface PlainBlock {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'quote'
  readonly level?: number | null
  readonly list?: 'ordered' | 'bullet' | null
  readonly numbering?: 'continue' | null
  readonly indent?: number
  readonly text: string
}

const isArabic = (character: string | undefined): boolean =>
  character !== undefined &&
  /\p{L}|\p{M}/u.test(character) &&
  (/\p{Script=Arabic}/u.test(character) || /\p{Script=Inherited}/u.test(character))

const clean = (raw: string): string => {
  const letters = Array.from(raw, (character) => {
    const code = character.codePointAt(0) ?? 0
    const isForm =
      (code >= 0xfb50 && code <= 0xfdef) ||
      code === 0xfdfe ||
      code === 0xfdff ||
      (code >= 0xfe70 && code <= 0xfefc)
    return isForm && /[\p{L}\p{M}]/u.test(character)
      ? character.normalize('NFKC').split(' ').join('')
      : character
  })
  const kept = Array.from(letters.join('')).filter((character) => {
    const code = character.codePointAt(0) ?? 0
    if ([0xad, 0x200b, 0x2060, 0xfeff].includes(code)) return false
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0)
    return !isControl || /\s/u.test(character)
  })
  const composed = Array.from(kept.join('').normalize('NFC'))
  const words: string[] = []
  composed.forEach((character, index) => {
    if (character === '\u0640') {
      const before = composed.slice(0, index).findLast((one) => one !== '\u0640')
      const after = composed.slice(index).find((one) => one !== '\u0640')
      if (isArabic(before) && isArabic(after)) return
    }
    words.push(character)
  })
  let line = words
    .join('')
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .join(' ')
  const isRtl =
    /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
      line,
    )
  for (let again = isRtl; again;) {
    again = false
    const length = line.length
    if (line.startsWith('\u200f')) line = line.slice(1)
    else if (line.endsWith('\u200f')) line = line.slice(0, -1)
    else if (line.startsWith('\u202b') && line.endsWith('\u202c')) line = line.slice(1, -1)
    else if (line.startsWith('\u2067') && line.endsWith('\u2069')) line = line.slice(1, -1)
    line = line.trim()
    again = line.length < length
  }
  return line
}

const linesOf = (text: string): string[] => {
  const lines: string[] = ['']
  Array.from(text.split('\r\n').join('\n')).forEach((character) => {
    if (['\n', '\r', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029'].includes(character)) lines.push('')
    else lines[lines.length - 1] += character
  })
  return lines.map(clean).filter((line) => line.length > 0)
}

/** Numbers by the rule SCH4, in the simplest way: look back from each item. */
const numberOf = (
  blocks: readonly PlainBlock[],
  at: number,
  known: readonly (number | null)[],
): number | null => {
  const block = blocks[at]
  if (block?.kind !== 'item' || block.list !== 'ordered') return null
  const indent = block.indent ?? 0
  const isSame = (index: number): boolean =>
    blocks[index]?.kind === 'item' &&
    blocks[index].list === 'ordered' &&
    (blocks[index].indent ?? 0) === indent
  if (block.numbering === 'continue') {
    for (let index = at - 1; index >= 0; index--) if (isSame(index)) return (known[index] ?? 0) + 1
    return 1
  }
  for (let index = at - 1; index >= 0; index--) {
    const other = blocks[index]
    if (other?.kind !== 'item' || (other.indent ?? 0) < indent) return 1
    if ((other.indent ?? 0) > indent) continue
    return isSame(index) ? (known[index] ?? 0) + 1 : 1
  }
  return 1
}

export const independentText = (blocks: readonly PlainBlock[]): string => {
  const numbers: (number | null)[] = []
  blocks.forEach((_, index) => numbers.push(numberOf(blocks, index, numbers)))
  let text = ''
  let around: number[] = []
  blocks.forEach((block, index) => {
    const lines = linesOf(block.text)
    if (lines.length === 0) return
    let margin = ''
    if (block.kind === 'item') {
      around = around.filter((indent) => indent < (block.indent ?? 0))
      margin = '    '.repeat(around.length)
      around.push(block.indent ?? 0)
    } else around = []
    const number = numbers[index] ?? null
    const mark = {
      paragraph: '¶',
      heading: '#'.repeat(block.level ?? 1),
      quote: '>',
      item: number === null ? '•' : `${number}.`,
    }[block.kind]
    lines.forEach((line, at) => {
      text += `${margin}${at === 0 ? mark : '↵'} ${line}\n`
    })
  })
  return text
}
