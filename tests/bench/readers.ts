/** What damaged files cost the readers: each of 10,000 Word files and 10,000 text files is read alone, its time and memory measured. */
import fc from 'fast-check'
import { readImport } from '../../sync-server/import/read-import.ts'
import { damagedWord } from '../unit/docx/damaged.ts'
import { damagedText } from '../unit/import/damaged.ts'
import { quantile, round, table } from './statistics.ts'

const FILES = 10_000
const SEED = 715

interface DamagedFile {
  readonly filename: string
  readonly bytes: Uint8Array
}

const KINDS: readonly (readonly [string, fc.Arbitrary<DamagedFile>])[] = [
  ['Word', damagedWord.map((bytes) => ({ filename: 'a.docx', bytes }))],
  ['text, Markdown, HTML, JSON', damagedText],
]

const HEAD = ['damaged files', 'read', 'refused', 'thrown', 'p50, ms', 'most, ms', 'most memory of one, MB']

export const benchReaders = (): Promise<string> => {
  const rows: (string | number)[][] = [HEAD]
  for (const [name, files] of KINDS) {
    const times: number[] = []
    let [read, refused, thrown, most] = [0, 0, 0, 0]
    // One after the other: all of them together would be in the memory that is measured.
    fc.assert(
      fc.property(files, (file) => {
        const before = process.memoryUsage()
        const started = performance.now()
        try {
          if (readImport(file).ok) read++
          else refused++
        } catch {
          thrown++
        }
        times.push(performance.now() - started)
        const after = process.memoryUsage()
        most = Math.max(most, after.heapUsed + after.external - before.heapUsed - before.external)
      }),
      { seed: SEED, numRuns: FILES },
    )
    const [typical, longest] = [quantile(times, 0.5), Math.max(...times)]
    rows.push([name, read, refused, thrown, round(typical, 2), round(longest, 0), round(most / 2 ** 20, 0)])
  }
  const report = table(rows)
  console.log(`## Damaged files\n\n${report}\n`)
  return Promise.resolve(report)
}
