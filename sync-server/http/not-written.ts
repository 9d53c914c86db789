import type { NotWritten } from './document-host.ts'
import { HttpError } from './http-error.ts'

const KEYS = {
  docx: {
    'too-long': 'word-too-long',
    'too-slow': 'word-too-slow',
    'too-much-memory': 'word-too-long',
    'no-writer': 'word-not-written',
    ended: 'word-not-written',
    stopping: 'word-not-written',
  },
  pdf: {
    'too-long': 'pdf-too-long',
    'too-slow': 'pdf-too-slow',
    'too-much-memory': 'pdf-too-long',
    'no-writer': 'no-pdf-writer',
    ended: 'pdf-not-written',
    stopping: 'pdf-not-written',
  },
} as const satisfies Record<'docx' | 'pdf', Record<NotWritten['reason'], string>>

/** What whoever asked for a file is told when there is none ([DOC741]): why, and what they can take instead. */
export const notWritten = (format: 'docx' | 'pdf', { reason }: NotWritten): HttpError => {
  const isForGood = reason === 'too-long' || reason === 'too-much-memory'
  return new HttpError(isForGood ? 'too-large' : 'unavailable', { key: KEYS[format][reason] })
}
