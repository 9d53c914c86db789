import { inflateRawSync } from 'node:zlib'
import { readZipDirectory } from '../../../sync-server/import/docx/zip-directory.ts'

/** The parts of a file by a reading of its own: names and text. */
export const partsOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(
    [...readZipDirectory(bytes).values()].map(({ name, method, packed }) => [
      name,
      new TextDecoder().decode(method === 0 ? packed : inflateRawSync(packed)),
    ]),
  )
