import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { ApiFinalBlockers } from '#core/protocol/api-final.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { OpenLocks, OpenSuggestions } from './blockers.tsx'
import { OpenThreads } from './open-threads.tsx'
import css from './final-dialog.module.css'

export interface FinalDialogProps {
  readonly document: string
  readonly group: string
  /** Null while the text is not there yet. */
  readonly editor: DocumentEditor | null
  readonly threads: ThreadStore
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Makes the text final: first what stands in the way, each with a link to its place [UI704]. */
export function FinalDialog(props: FinalDialogProps) {
  const { t } = useMessages()
  const { open, onOpenChange } = props
  return (
    <Dialog wide open={open} onOpenChange={onOpenChange} title={t('final.title')} lead={t('final.lead')}>
      <FinalForm {...props} />
    </Dialog>
  )
}

/** Mounted with each opening: what was acknowledged before is asked again. */
function FinalForm({ document, group, editor, threads, onOpenChange }: FinalDialogProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [blockers, setBlockers] = useState<ApiFinalBlockers | null>(null)
  const [acknowledged, setAcknowledged] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { threads: known } = useSyncExternalStore(threads.subscribe, threads.getSnapshot)

  /** Counts how often was looked. */
  const [looked, setLooked] = useState(0)
  useEffect(() => {
    let wanted = true
    void api.final.check(document).then((checked) => {
      if (!wanted) return
      if (checked.ok) setBlockers(checked.value)
      else setError(failureText(checked.error))
    })
    return () => {
      wanted = false
    }
  }, [api, document, failureText, looked])

  const close = useCallback(() => {
    onOpenChange(false)
  }, [onOpenChange])
  const finalise = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const done = await api.final.setStage(document, {
      stage: 'final',
      reason: reason.trim(),
      acknowledged: [...acknowledged],
    })
    setBusy(false)
    if (done.ok) {
      notices.say(t('final.done'))
      close()
      return
    }
    setError(failureText(done.error))
    setLooked((count) => count + 1)
  }

  if (blockers === null) return <p role="status">{error === null ? t('final.checking') : error}</p>
  const { suggestions, locks, threads: open } = blockers
  const isStopped = suggestions.length > 0 || locks.length > 0
  const isRead = open.every((id) => acknowledged.has(id))
  const isClear = !isStopped && open.length === 0
  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && !isStopped && isRead) void finalise()
      }}
    >
      {isClear && <p className={css['clear']}>{t('final.clear')}</p>}
      <OpenSuggestions document={document} ids={suggestions} editor={editor} close={close} />
      <OpenLocks locks={locks} editor={editor} close={close} />
      <OpenThreads
        document={document}
        group={group}
        ids={open}
        known={known}
        acknowledged={acknowledged}
        acknowledge={setAcknowledged}
        close={close}
      />
      {!isStopped && (
        <>
          <TextField
            label={t('final.reason')}
            hint={t('final.reason.hint')}
            value={reason}
            maxLength={2_000}
            dir="auto"
            onChange={(event) => {
              setReason(event.target.value)
            }}
          />
          <p className={css['meaning']}>{t('final.meaning')}</p>
        </>
      )}
      {error !== null && (
        <p className={css['error']} role="alert">
          {error}
        </p>
      )}
      <DialogActions>
        {isStopped ? (
          <Button
            onClick={() => {
              setLooked((count) => count + 1)
            }}
          >
            {t('final.again')}
          </Button>
        ) : (
          <Button kind="primary" type="submit" disabled={!isRead} aria-disabled={isBusy}>
            {t('final.do')}
          </Button>
        )}
        <Button kind="plain" onClick={close}>
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </form>
  )
}
