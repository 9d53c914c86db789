import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damagedWord } from '../docx/damaged.ts'
import { readAsTheServer } from './as-the-server-reads.ts'
import { damagedText } from './damaged.ts'
import { expectAdmissible, expectOfOurSchema } from './of-our-schema.ts'

/** The long run reads 10,000. */
const FILES = process.env['SIYAGHA_LONG'] === undefined ? 500 : 10_000

/** Of this process: what makes the files is in it beside what reads them. */
const residentMegabytes = (): number => process.memoryUsage.rss() / 2 ** 20

/** Lets `use` work, and answers by how much more than at its start the process holds at the most, as it says after each step. */
const grownBy = async (use: (step: () => void) => Promise<void>): Promise<number> => {
  const before = residentMegabytes()
  let most = before
  await use(() => {
    most = Math.max(most, residentMegabytes())
  })
  return most - before
}

const KINDS = [
  ['text, Markdown, HTML and JSON', damagedText, expectOfOurSchema, 500],
  ['Word', damagedWord.map((bytes) => ({ filename: 'a.docx', bytes })), expectAdmissible, 20262],
] as const

// In a file of their own: behind a test that had read a large file, the memory would be there already.
describe('damaged files', () => {
  const readThere = readAsTheServer()

  it.each(KINDS)(
    '[SCH26] [DOC601] [DOC715] [DIR301] of %s: each is a document or a plain reason, and the process grows by less than 200 MB',
    { timeout: 600_000 },
    async (_, files, expectRead, seed) => {
      // With its thread, which stays.
      for (const file of fc.sample(files, { seed, numRuns: 10 }))
        expectRead(await readThere(file.filename, file.bytes))
      const grown = await grownBy((step) =>
        fc.assert(
          fc.asyncProperty(files, async ({ filename, bytes }) => {
            expectRead(await readThere(filename, bytes))
            step()
          }),
          { seed, numRuns: FILES },
        ),
      )
      expect(grown).toBeLessThan(200)
    },
  )
})
