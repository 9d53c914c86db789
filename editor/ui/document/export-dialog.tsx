import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { ApiGroup } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { EXPORT_QUERIES, exportChoices, holdsMarks, type ExportChoice } from './export-choice.ts'
import { NamesInFiles } from './names-in-files.tsx'
import { RedlineChoice } from './redline-choice.tsx'
import css from './export-dialog.module.css'

export interface ExportDialogProps {
  readonly document: string
  readonly group: ApiGroup
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly seesMarks: boolean
  /** May they say what the files of the group hold? */
  readonly mayManage: boolean
  readonly save: (query: string) => void
}

/** The files that a text leaves as: the clean text, what is still open, and what became of a version. */
export function ExportDialog(props: ExportDialogProps) {
  const { document, group, open, onOpenChange, seesMarks, mayManage, save } = props
  const { t } = useMessages()
  /** What was chosen here since the page was opened holds before what it was opened with. */
  const [allowed, setAllowed] = useState<boolean | null>(null)
  const mayName = allowed ?? group.filesMayName === true
  const choices = exportChoices(seesMarks, mayName)
  const saveAs = (query: string): void => {
    onOpenChange(false)
    save(query)
  }
  const take = (choice: ExportChoice): void => {
    saveAs(EXPORT_QUERIES[choice])
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('document.export.title')}>
      <Choices
        title={t('document.export.clean')}
        choices={choices.filter((choice) => !holdsMarks(choice))}
        take={take}
      />
      {seesMarks && (
        <>
          <Choices title={t('document.export.marked')} choices={choices.filter(holdsMarks)} take={take} />
          <RedlineChoice document={document} mayName={mayName} take={saveAs} />
          <NamesInFiles group={group.id} mayManage={mayManage} allowed={mayName} onChange={setAllowed} />
        </>
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
