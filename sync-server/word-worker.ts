import { parentPort } from 'node:worker_threads'
import { exportWord, type WordRequest } from './export/docx/export-word.ts'
import type { FromJobWorker, ToJobWorker } from './job-thread.ts'

/** The thread that writes Word files, so that nobody's typing waits for a long text. */
parentPort?.on('message', ({ job, question }: ToJobWorker<WordRequest>) => {
  const answer: FromJobWorker<Uint8Array> = { job, answer: exportWord(question) }
  parentPort?.postMessage(answer)
})
