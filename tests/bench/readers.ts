/** What damaged files cost: 10,000 Word files and 10,000 text files, each read in the server's thread for that, its time and memory measured. */
import fc from 'fast-check'
import { ImportReader } from '../../sync-server/import/import-reader.ts'
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

const HEAD = [
  'damaged files',
  'read',
  'refused',
  'p50, ms',
  'most, ms',
  'most processor time, ms',
  'resident memory above the start, MB',
]

const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

export const benchReaders = async (): Promise<string> => {
  const rows: (string | number)[][] = [HEAD]
  const reader = new ImportReader()
  for (const [name, files] of KINDS) {
    const times: number[] = []
    let [read, refused, longest, most] = [0, 0, 0, 0]
    for (const { filename, bytes } of fc.sample(files, { seed: SEED, numRuns: 10 }))
      await reader.read(filename, bytes)
    const base = process.memoryUsage.rss()
    // One after the other: all of them together would be in the memory that is measured.
    await fc.assert(
      fc.asyncProperty(files, async ({ filename, bytes }) => {
        const [started, worked] = [performance.now(), processorTime()]
        if ((await reader.read(filename, bytes)).ok) read++
        else refused++
        times.push(performance.now() - started)
        longest = Math.max(longest, processorTime() - worked)
        most = Math.max(most, process.memoryUsage.rss() - base)
      }),
      { seed: SEED, numRuns: FILES },
    )
    const ms = [round(quantile(times, 0.5), 2), round(Math.max(...times), 0), round(longest, 0)]
    rows.push([name, read, refused, ...ms, round(most / 2 ** 20, 0)])
  }
  await reader.close()
  const report = table(rows)
  console.log(`## Damaged files\n\n${report}\n`)
  return report
}
