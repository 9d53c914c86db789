/** The characters (code points) that a font has a shape for: its `cmap` table, formats 4 and 12 (OpenType, ISO 14496-22). */
export const coverageOf = (font: Buffer): ReadonlySet<number> => {
  const covered = new Set<number>()
  const cmap = tableAt(font, 'cmap')
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + 8 * index + 4)
    const format = font.readUInt16BE(table)
    if (format === 4) addSegments(font, table, covered)
    if (format === 12) addGroups(font, table, covered)
  }
  return covered
}

const tableAt = (font: Buffer, name: string): number => {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + 16 * index
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${name}`)
}

/** Of the Basic Multilingual Plane; a segment may leave characters out by giving them glyph 0. */
const addSegments = (font: Buffer, table: number, covered: Set<number>): void => {
  const size = font.readUInt16BE(table + 6)
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + 2 * size, 16 + 3 * size].map(
    (at) => table + at,
  )
  if (ends === undefined || starts === undefined || deltas === undefined || offsets === undefined) return
  for (let at = 0; at < size; at += 2) {
    const [start, end] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)]
    const [delta, offset] = [font.readUInt16BE(deltas + at), font.readUInt16BE(offsets + at)]
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : font.readUInt16BE(offsets + at + offset + 2 * (code - start))
      if (glyph !== 0) covered.add(code)
    }
  }
}

const addGroups = (font: Buffer, table: number, covered: Set<number>): void => {
  for (let group = 0; group < font.readUInt32BE(table + 12); group++) {
    const at = table + 16 + 12 * group
    const [start, end] = [font.readUInt32BE(at), font.readUInt32BE(at + 4)]
    for (let code = start; code <= end; code++) covered.add(code)
  }
}
