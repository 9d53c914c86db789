/**
 * Writing while others write: the whole page with no remote edits, then 10, then 50 a second, all over the text; with 1,000
 * suggestions, and with 300 discussions beside them.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../support/seeded-random.ts'
import { benchPages } from './page-table.ts'
import { BLOCKS, type PageFigures, THREADS, type WholePage } from './whole-page.ts'
import type { WireClient } from './wire-client.ts'
import { writerOf } from './writer.ts'

const SUGGESTIONS = 1_000

/** Writes `perSecond` edits a second until it is told to stop. */
const storm = async (writer: WireClient, perSecond: number): Promise<() => Promise<void>> => {
  const write = writerOf(writer, seededRandom(7).next)
  let isOver = perSecond === 0
  const run = async (): Promise<void> => {
    for (let token = 1; !isOver; token++) {
      writer.send(write(token))
      await pause(1_000 / perSecond)
    }
  }
  const running = run()
  return async () => {
    isOver = true
    await running
  }
}

const measureIn = async (page: WholePage, threads: number, perSecond: number): Promise<PageFigures> => {
  const document = await page.newText(SUGGESTIONS, threads)
  const writer = await page.writer(document)
  const stop = await storm(writer, perSecond)
  try {
    return await page.measure(document)
  } finally {
    await stop()
    writer.close()
  }
}

export const benchStorm = (): Promise<string> =>
  benchPages({
    title: `${BLOCKS} paragraphs with 1,000 suggestions, while others write (their edits are among the script of a key)`,
    heads: ['remote edits a second', 'discussions'],
    ports: { server: 4894, plain: 4984 },
    rows: [0, THREADS].flatMap((threads) =>
      [0, 10, 50].map((perSecond) => ({
        cells: [perSecond, threads],
        measure: (page) => measureIn(page, threads, perSecond),
      })),
    ),
  })
