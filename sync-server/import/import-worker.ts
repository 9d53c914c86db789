import { parentPort } from 'node:worker_threads'
import { partsOf, type FromImportWorker, type ToImportWorker } from './import-messages.ts'
import { readImport } from './read-import.ts'

/** The thread that reads files, so that one which is slow to read keeps nobody waiting (import-reader.ts). */

const answersTo = ({
  filename,
  bytes,
  as,
}: Extract<ToImportWorker, { readonly type: 'read' }>): readonly FromImportWorker[] => {
  const read = readImport({ filename, bytes }, as)
  return read.ok ? partsOf(read.value) : [{ type: 'failed', error: read.error }]
}

let answers: readonly FromImportWorker[] = []

parentPort?.on('message', (message: ToImportWorker) => {
  if (message.type === 'read') answers = answersTo(message)
  const [answer, ...rest] = answers
  answers = rest
  if (answer !== undefined) parentPort?.postMessage(answer)
})
