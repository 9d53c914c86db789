import { parentPort } from 'node:worker_threads'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'
import { answerTo, type Answer, type Question } from './summary-messages.ts'

/** The thread that works out what long stretches of a log hold, so that nobody's typing waits for it. */
parentPort?.on('message', ({ job, question }: ToJobWorker<Question>) => {
  const answer: FromJobWorker<Answer> = { job, answer: answerTo(question) }
  parentPort?.postMessage(answer)
})
