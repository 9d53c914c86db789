import { parentPort } from 'node:worker_threads'
import { answerTo, type ToSummaryWorker } from './summary-messages.ts'

/** The thread that works out what long stretches of a log hold, so that nobody's typing waits for it. */
parentPort?.on('message', (asked: ToSummaryWorker) => {
  parentPort?.postMessage({ job: asked.job, answer: answerTo(asked) })
})
