import { useState } from 'react'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog, Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Question } from './use-thread-acts.ts'

export interface ThreadQuestionsProps {
  readonly question: Question | null
  readonly ask: (question: Question | null) => void
  readonly store: ThreadStore
}

/** What is asked before a comment goes: whether its author means it, or why a facilitator hides it. */
export function ThreadQuestions({ question, ask, store }: ThreadQuestionsProps) {
  const { t } = useMessages()
  const close = (open: boolean): void => {
    if (!open) ask(null)
  }
  return (
    <>
      <ConfirmDialog
        open={question?.about === 'remove'}
        onOpenChange={close}
        title={t('threads.removeTitle')}
        lead={t('threads.removeLead')}
        confirm={t('threads.removeNow')}
        onConfirm={() => {
          if (question !== null) store.remove(question.thread, question.comment)
        }}
      />
      <Dialog
        open={question?.about === 'hide'}
        onOpenChange={close}
        title={t('threads.hideTitle')}
        lead={t('threads.hideLead')}
      >
        <Reason
          hide={(reason) => {
            if (question !== null) store.hide(question.thread, question.comment, reason)
            ask(null)
          }}
        />
      </Dialog>
    </>
  )
}

/** A facilitator says why: that is kept. */
function Reason({ hide }: { readonly hide: (reason: string) => void }) {
  const { t } = useMessages()
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        hide(reason.trim())
      }}
    >
      <TextField
        label={t('threads.hideReason')}
        value={reason}
        maxLength={500}
        dir="auto"
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
      <DialogActions>
        <Button kind="primary" type="submit" disabled={reason.trim() === ''}>
          {t('threads.hideNow')}
        </Button>
      </DialogActions>
    </form>
  )
}
