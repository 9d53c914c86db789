import type {
  ApiAddComment,
  ApiBeginThread,
  ApiThreadAnswer,
  ApiThreads,
} from '#core/protocol/api-threads.ts'
import { assertNever } from '#core/util/assert.ts'
import type { ApiResult } from '../api-result.ts'
import type { ThreadCommand } from './thread-command.ts'

/** The calls about threads (docs/API.md). */
export interface ThreadCalls {
  /** All of a document's threads, or those that changed after this number of its log. */
  readonly list: (document: string, after: number | null) => ApiResult<ApiThreads>
  readonly send: (document: string, command: ThreadCommand) => ApiResult<ApiThreadAnswer>
}

type Call = <T>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => ApiResult<T>

export const createThreadCalls = (call: Call): ThreadCalls => {
  const threads = (document: string): string => `/documents/${encodeURIComponent(document)}/threads`
  return {
    list: (document, after) => call('GET', `${threads(document)}${after === null ? '' : `?after=${after}`}`),
    send: (document, command) => {
      const one = `${threads(document)}/${encodeURIComponent(command.thread)}`
      const comment = 'comment' in command ? `${one}/comments/${encodeURIComponent(command.comment)}` : ''
      switch (command.kind) {
        case 'begin': {
          const { thread: id, anchor, body } = command
          return call('POST', threads(document), { id, anchor, body } satisfies ApiBeginThread)
        }
        case 'reply': {
          const { comment: id, body } = command
          return call('POST', `${one}/comments`, { id, body } satisfies ApiAddComment)
        }
        case 'edit':
          return call('PATCH', comment, { body: command.body })
        case 'delete':
          return call('DELETE', comment)
        case 'resolve':
          return call('PUT', `${one}/state`, { resolved: command.resolved })
        case 'reanchor':
          return call('PATCH', one, { anchor: command.anchor })
        case 'hide': {
          const { hidden, reason } = command
          return call('PUT', `${comment}/hidden`, hidden ? { hidden, reason } : { hidden })
        }
        default:
          return assertNever(command)
      }
    },
  }
}
