import { parentPort } from 'node:worker_threads'
import { unpackStretch } from './room/since/packed-stretch.ts'
import { changesOf } from './room/since/summary.ts'
import type { FromSummaryWorker, ToSummaryWorker } from './summary-messages.ts'

/** The thread that works out what changed in a long stretch of a log, so that nobody's typing waits for it. */
parentPort?.on('message', ({ job, stretch }: ToSummaryWorker) => {
  const answer: FromSummaryWorker = { job, summary: changesOf(unpackStretch(stretch)) }
  parentPort?.postMessage(answer)
})
