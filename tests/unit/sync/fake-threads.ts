import type { ApiThread } from '#core/protocol/api-threads.ts'
import { fail, ok } from '#core/util/result.ts'
import type { ApiFailure } from '../../../editor/sync/api-result.ts'
import type { ThreadCalls } from '../../../editor/sync/threads/thread-calls.ts'
import { firstComment, type ThreadCommand } from '../../../editor/sync/threads/thread-command.ts'

/** A server of threads, in the hands of a test: what it is told to answer, it answers; repeats are no-ops. */
export class FakeThreads implements ThreadCalls {
  threads: readonly ApiThread[] = []
  seq = 0
  /** Commands as they came, the repeated ones too. */
  readonly came: ThreadCommand[] = []
  readonly asked: (number | null)[] = []
  /** What the next calls are answered with instead. */
  failure: ApiFailure | null = null
  /** Answers of commands wait until they are let go. */
  held: (() => void)[] | null = null

  static failed(status: number, code: ApiFailure['code'] = 'unexpected'): ApiFailure {
    return { status, code, message: null }
  }

  readonly list: ThreadCalls['list'] = (_document, after) => {
    this.asked.push(after)
    if (this.failure !== null) return Promise.resolve(fail(this.failure))
    const threads = this.threads.filter(({ seq }) => after === null || seq > after)
    return Promise.resolve(ok({ threads, seq: this.seq }))
  }

  readonly send: ThreadCalls['send'] = async (_document, command) => {
    this.came.push(command)
    const { failure } = this
    const { held } = this
    if (held !== null) await new Promise<void>((resolve) => held.push(resolve))
    if (failure !== null) return fail(failure)
    this.apply(command, 'm1')
    const thread = this.threads.find(({ id }) => id === command.thread)
    return thread === undefined ? fail(FakeThreads.failed(404, 'not-found')) : ok({ thread })
  }

  /** Carries a command out, in somebody's name. */
  apply(command: ThreadCommand, by: string): void {
    const thread = this.threads.find(({ id }) => id === command.thread)
    const comment = (id: string, body: string) => ({ id, by, at: 5, body, editedAt: null, mentions: [] })
    if (command.kind === 'begin') {
      if (thread !== undefined) return
      const first = comment(firstComment(command.thread), command.body)
      const begun = { id: command.thread, anchor: command.anchor, resolved: null, comments: [first], seq: 0 }
      this.threads = [...this.threads, { ...begun, seq: ++this.seq }]
      return
    }
    if (thread === undefined) return
    this.#put({
      ...thread,
      ...(command.kind === 'resolve' ? { resolved: command.resolved ? { by, at: 5 } : null } : {}),
      ...(command.kind === 'reanchor' ? { anchor: command.anchor } : {}),
      comments:
        command.kind === 'reply' && !thread.comments.some(({ id }) => id === command.comment)
          ? [...thread.comments, comment(command.comment, command.body)]
          : thread.comments.map((one) =>
              'comment' in command && one.id === command.comment && command.kind === 'edit'
                ? { ...one, body: command.body, editedAt: 6 }
                : one,
            ),
    })
  }

  #put(thread: ApiThread): void {
    const now = { ...thread, seq: ++this.seq }
    this.threads = this.threads.map((one) => (one.id === now.id ? now : one))
  }
}
