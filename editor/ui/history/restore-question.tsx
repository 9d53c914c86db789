import { useRef } from 'react'
import type { Translator } from '../messages/translator.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

export interface RestoreQuestionProps {
  readonly document: string
  /** Address of the moment. */
  readonly moment: string
  readonly at: number
  readonly close: () => void
}

/** Why it was not done, where we know it better than the server says it. */
const ownWords = (t: Translator['t'], { code }: ApiFailure): string | null =>
  code === 'locked'
    ? t('history.restore.locked')
    : code === 'unreachable'
      ? t('history.restore.offline')
      : null

/** Says what restoring does, does it, and leads to the text [UI687]. */
export function RestoreQuestion({ document, moment, at, close }: RestoreQuestionProps) {
  const { t, dateTime } = useMessages()
  const { api, sync } = useServices()
  const { go } = useNavigation()
  const notices = useNotices()
  const failureText = useFailureText()
  const isAsked = useRef(false)
  const when = dateTime(at)

  const restore = async (): Promise<void> => {
    if (isAsked.current) return
    isAsked.current = true
    const restored = await api.history.restore(document, moment, { id: sync.createId() })
    if (restored.ok) {
      notices.say(t('history.restore.done', { when }))
      go({ name: 'document', document })
    } else notices.warn(ownWords(t, restored.error) ?? failureText(restored.error))
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={close}
      title={t('history.restore.title', { when })}
      lead={t('history.restore.lead')}
      confirm={t('history.restore.confirm')}
      kind="primary"
      onConfirm={() => void restore()}
    />
  )
}
