import { useEffect, useRef, useState } from 'react'
import type { Result } from '#core/util/result.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { importAsDocument, unfitFile, warningText, type ImportedFile } from './import-file.ts'
import css from './home.module.css'

export interface ImportDialogProps {
  readonly file: File
  readonly group: string
  readonly onClose: () => void
}

/** Imports at once and says what came of it, warnings included, before the text is opened. */
export function ImportDialog({ file, group, onClose }: ImportDialogProps) {
  const messages = useMessages()
  const { t } = messages
  const { api } = useServices()
  const { go } = useNavigation()
  const failureText = useFailureText()
  const [outcome, setOutcome] = useState<Result<ImportedFile, string> | null>(() => {
    const unfit = unfitFile(file)
    return unfit === null ? null : { ok: false, error: t(unfit) }
  })
  const started = useRef(false)

  useEffect(() => {
    // Once per file: importing is not to be repeated by a second mounting.
    if (started.current || outcome !== null) return
    started.current = true
    void importAsDocument(api, group, file).then((result) => {
      setOutcome(result.ok ? result : { ok: false, error: failureText(result.error) })
    })
  }, [api, group, file, outcome, failureText])

  return (
    <Dialog open onOpenChange={onClose} title={t('home.import')}>
      {outcome === null && (
        <p role="status">
          <Message id="import.busy" values={{ file: <Name>{file.name}</Name> }} />
        </p>
      )}
      {outcome?.ok === false && <p role="alert">{t('import.failed', { reason: outcome.error })}</p>}
      {outcome?.ok === true && (
        <>
          <p role="status">{t('import.done', { blocks: outcome.value.imported.blocks })}</p>
          {outcome.value.imported.warnings.length > 0 && (
            <div className={css['warnings']}>
              <p>{t('import.warnings')}</p>
              <ul>
                {outcome.value.imported.warnings.map((warning, index) => (
                  <li key={index}>{warningText(messages, warning)}</li>
                ))}
              </ul>
            </div>
          )}
          <DialogActions>
            <Button
              kind="primary"
              autoFocus
              onClick={() => {
                onClose()
                go({ name: 'document', document: outcome.value.document.id })
              }}
            >
              {t('import.open')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
