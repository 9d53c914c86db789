import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import css from './thread-card.module.css'

/** What a thread is about, where the text beside it does not say so; of a place that is gone the quote is left. */
export function ThreadPlace({ thread, orphan }: { readonly thread: ShownThread; readonly orphan: boolean }) {
  const { t } = useMessages()
  const { anchor } = thread
  if (anchor === null) return <p className={css['note']}>{t('threads.place.document')}</p>
  if ('suggestion' in anchor) return <p className={css['note']}>{t('threads.place.suggestion')}</p>
  const { exact } = anchor.quote
  return (
    <div>
      {orphan && <p className={css['note']}>{t('threads.place.orphan')}</p>}
      {exact === '' ? (
        <p className={css['note']}>{t('threads.place.block')}</p>
      ) : (
        <q className={css['quote']}>
          <Name>{exact}</Name>
        </q>
      )}
    </div>
  )
}
