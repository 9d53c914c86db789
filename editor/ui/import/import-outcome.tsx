import { Button } from '../controls/button.tsx'
import { DialogActions } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { warningText } from './import-file.ts'
import type { Import, ImportTarget } from './import-target.ts'
import css from './import-dialog.module.css'

export interface ImportOutcomeProps {
  readonly target: ImportTarget
  readonly outcome: Import
  readonly close: () => void
  readonly open: (document: string | null) => void
}

/** What came of an import, warnings included, before the text is gone to. */
export function ImportOutcome({ target, outcome, close, open }: ImportOutcomeProps) {
  const messages = useMessages()
  const { t } = messages
  const { blocks, warnings } = outcome.imported
  return (
    <>
      <p role="status">{t(target.kind === 'propose' ? 'import.proposed' : 'import.done', { blocks })}</p>
      {warnings.length > 0 && (
        <div className={css['warnings']}>
          <p>{t('import.warnings')}</p>
          <ul>
            {warnings.map((warning, index) => (
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
            close()
            open(outcome.document)
          }}
        >
          {t(target.kind === 'new' ? 'import.open' : 'import.to-text')}
        </Button>
      </DialogActions>
    </>
  )
}
