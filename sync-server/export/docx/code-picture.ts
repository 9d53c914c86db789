import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { xmlText } from './xml-text.ts'

/** Pixels of one module: sharp on paper at the size below, whatever scales it. */
const SCALE = 8
/** Modules of white around it, as the standard (ISO/IEC 18004) asks for. */
const QUIET = 4
/** 3.6 cm, in English Metric Units. */
const EXTENT = 1_296_000

/** Of the picture in its part, and of the relationship that leads to it. */
export const CODE_PART = 'word/media/code.png'
export const CODE_RELATION = 'code'

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** An address as a picture for cameras: PNG (ISO/IEC 15948), one bit a pixel. The same bytes for the same address. */
export const codePicture = (address: string): Uint8Array => {
  const { data, size: side } = encode(address, { ecc: 'M', border: QUIET })
  const size = side * SCALE
  const rowLength = 1 + Math.ceil(size / 8)
  const rows = Buffer.alloc(rowLength * size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const isWhite = data[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] !== true
      const at = y * rowLength + 1 + (x >> 3)
      if (isWhite) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // One bit, shades of grey; the rest is zero: no filter, not interlaced.
  header[8] = 1
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

/** The picture in a line of text; `words` are read out in its place. */
export const codeRun = (words: string): string => {
  const size = `cx="${EXTENT}" cy="${EXTENT}"`
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
    `<wp:extent ${size}/><wp:docPr id="1" name="QR" descr="${xmlText(words)}"/>` +
    `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture">` +
    `<pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="code.png"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="${CODE_RELATION}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  )
}
