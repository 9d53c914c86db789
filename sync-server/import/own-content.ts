import type { ImportedBlock } from './imported.ts'

// oxlint-disable-next-line no-control-regex
const NOT_ADMITTED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

/** Text of a file of our own: as it stands, but for what no text may hold. */
export const admissibleText = (text: string): string =>
  text.replace(/\r\n?/gu, '\n').replace(NOT_ADMITTED, '').replace(LONE_SURROGATE, '\ufffd').normalize('NFC')

/** Of two blocks with one bid the later loses it. */
export const uniqueBids = (blocks: readonly ImportedBlock[]): ImportedBlock[] => {
  const seen = new Set<string>()
  return blocks.map((block) => {
    const { bid } = block.attrs
    if (bid === null || !seen.has(bid)) {
      if (bid !== null) seen.add(bid)
      return block
    }
    return { ...block, attrs: { ...block.attrs, bid: null } }
  })
}
