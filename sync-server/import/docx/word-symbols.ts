/** Signs that Word takes from its own fonts, where they stand at places that mean nothing elsewhere: as Unicode has them. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['symbol b7', '•'],
  ['symbol ae', '→'],
  ['symbol ac', '←'],
  ['symbol ab', '↔'],
  ['symbol b0', '°'],
  ['symbol b1', '±'],
  ['symbol b4', '×'],
  ['symbol a3', '≤'],
  ['symbol b3', '≥'],
  ['symbol b9', '≠'],
  ['wingdings fc', '✓'],
  ['wingdings fb', '✗'],
  ['wingdings fe', '☑'],
  ['wingdings a8', '☐'],
  ['wingdings 6f', '☐'],
  ['wingdings a7', '▪'],
  ['wingdings 6c', '●'],
  ['wingdings e0', '→'],
  ['wingdings df', '←'],
])

/** The character of a `w:sym`; null when nobody knows it. */
export const symbolOf = (font: string, code: string): string | null => {
  const point = /^[0-9A-Fa-f]{1,5}$/u.test(code) ? Number.parseInt(code, 16) : 0
  if (point >= 0xe000 && point <= 0xf8ff)
    return SYMBOLS.get(`${font.toLowerCase().replace(/ ?\d$/u, '')} ${(point & 0xff).toString(16)}`) ?? null
  return point < 0x20 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)
    ? null
    : String.fromCodePoint(point)
}
