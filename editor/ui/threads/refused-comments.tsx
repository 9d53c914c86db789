import { bodyToEdit } from '#core/comments/mention-text.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Reader } from './talk.tsx'
import type { Threads } from './use-threads.ts'
import css from './threads.module.css'

/** What the server will not take as it is: why, with the words, to be sent again or let go. Nothing is lost unseen. */
export function RefusedComments({ threads, reader }: { readonly threads: Threads; readonly reader: Reader }) {
  const { t } = useMessages()
  const { refused, store } = threads
  if (refused.length === 0) return null
  return (
    <ul className={css['list']} aria-label={t('threads.refused')}>
      {refused.map(({ id, command, refusal }) => {
        const words = 'body' in command ? command.body : null
        return (
          <li key={id} className={css['refused']} role="status">
            <p className={css['note']}>{t('threads.refusedOne', { reason: refusal?.message ?? '' })}</p>
            {words !== null && (
              <p className={css['words']} dir="auto">
                {bodyToEdit(words, reader.nameOf)}
              </p>
            )}
            <p className={css['acts']}>
              <Button
                onClick={() => {
                  store.again(id)
                }}
              >
                {t('threads.again')}
              </Button>
              {words !== null && (
                <Button
                  kind="plain"
                  onClick={() => {
                    void navigator.clipboard.writeText(bodyToEdit(words, reader.nameOf))
                  }}
                >
                  {t('threads.copy')}
                </Button>
              )}
              <Button
                kind="plain"
                onClick={() => {
                  store.letGo(id)
                }}
              >
                {t('threads.letGo')}
              </Button>
            </p>
          </li>
        )
      })}
    </ul>
  )
}
