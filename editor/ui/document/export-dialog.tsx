import { Download } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { exportChoices, holdsMarks, type ExportChoice } from './export-choice.ts'
import css from './export-dialog.module.css'

export interface ExportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly seesMarks: boolean
  readonly download: (choice: ExportChoice) => void
}

/** The files that a text leaves as: the clean text, and Word files with what is still open. */
export function ExportDialog({ open, onOpenChange, seesMarks, download }: ExportDialogProps) {
  const { t } = useMessages()
  const choices = exportChoices(seesMarks)
  const take = (choice: ExportChoice): void => {
    onOpenChange(false)
    download(choice)
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('document.export.title')}>
      <Choices
        title={t('document.export.clean')}
        choices={choices.filter((choice) => !holdsMarks(choice))}
        take={take}
      />
      {seesMarks && (
        <Choices title={t('document.export.marked')} choices={choices.filter(holdsMarks)} take={take} />
      )}
    </Dialog>
  )
}

interface ChoicesProps {
  readonly title: string
  readonly choices: readonly ExportChoice[]
  readonly take: (choice: ExportChoice) => void
}

function Choices({ title, choices, take }: ChoicesProps) {
  const { t } = useMessages()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={css['title']}>
        {title}
      </h3>
      <ul className={css['choices']}>
        {choices.map((choice) => (
          <li key={choice}>
            <Button
              icon={<Download size={16} aria-hidden />}
              onClick={() => {
                take(choice)
              }}
            >
              {t(`document.menu.export.${choice}`)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
