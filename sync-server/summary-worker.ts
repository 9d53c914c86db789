import { parentPort } from 'node:worker_threads'
import type { Result } from '#core/util/result.ts'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'
import type { Damaged } from './room/replay.ts'
import { unpackStretch, type PackedStretch } from './room/since/packed-stretch.ts'
import { changesOf, type Summary } from './room/since/summary.ts'

/** The thread that works out what changed in a long stretch of a log, so that nobody's typing waits for it. */
parentPort?.on('message', ({ job, question }: ToJobWorker<PackedStretch>) => {
  const answer: FromJobWorker<Result<Summary, Damaged>> = { job, answer: changesOf(unpackStretch(question)) }
  parentPort?.postMessage(answer)
})
