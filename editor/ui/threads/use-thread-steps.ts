import { bodyToEdit } from '#core/comments/mention-text.ts'
import { useNotices } from '../controls/notices.tsx'
import { useShortcuts } from '../document/use-shortcuts.ts'
import { useMessages } from '../locale-provider.tsx'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import type { Steps } from '../suggestions/review-bar.tsx'
import type { Reader } from './talk.tsx'
import type { Threads } from './use-threads.ts'

interface ThreadStepsOptions {
  readonly threads: Threads
  readonly reader: Reader
  /** Somebody goes from discussion to discussion: what shows them has to be open. */
  readonly opened: (list: 'threads') => void
}

/**
 * Going through the open discussions that have a place in the text, then those whose place is gone, around the ends, told
 * politely [UI614] [UI877].
 */
export const useThreadSteps = ({ threads, reader, opened }: ThreadStepsOptions): Steps => {
  const { t } = useMessages()
  const { tell } = useNotices()
  const isStop = ({ id, resolved }: ShownThread): boolean =>
    resolved === null && (threads.placed.has(id) || threads.orphans.has(id))
  const stops = threads.threads.filter(isStop)
  const step = (by: 1 | -1): void => {
    const here = stops.findIndex(({ id }) => id === threads.active)
    const from = here === -1 && by === -1 ? 0 : here
    const at = (from + by + stops.length) % stops.length
    const next = stops[at]
    const first = next?.comments[0]
    if (next === undefined || first === undefined) return
    opened('threads')
    threads.goTo(next.id)
    tell(
      t('suggestions.at', {
        at: at + 1,
        count: stops.length,
        words: bodyToEdit(first.body ?? '', reader.nameOf),
        name: reader.nameOf(first.by),
      }),
    )
  }
  useShortcuts({
    acts: {
      nextThread: () => {
        step(1)
      },
      previousThread: () => {
        step(-1)
      },
    },
    repeating: ['nextThread', 'previousThread'],
  })
  return { kind: 'Thread', any: stops.length > 0, step }
}
