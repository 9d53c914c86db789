import { useState } from 'react'
import type { ApiGroup } from '#core/protocol/api.ts'
import { Dialog } from '../controls/dialog.tsx'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { CLEAN_VIEWS, exportChoices, exportQuery, holdsMarks, type CleanView } from './export-choice.ts'
import { FileChoices } from './file-choices.tsx'
import { NamesInFiles } from './names-in-files.tsx'
import { RedlineChoice } from './redline-choice.tsx'

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
  const [clean, setClean] = useState<CleanView>('original')
  /** What was chosen here since the page was opened holds before what it was opened with. */
  const [allowed, setAllowed] = useState<boolean | null>(null)
  const mayName = allowed ?? group.filesMayName === true
  const choices = exportChoices(seesMarks, mayName)
  const saveAs = (query: string): void => {
    onOpenChange(false)
    save(query)
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('document.export.title')}>
      <FileChoices
        title={t('document.export.clean')}
        choices={choices.filter((choice) => !holdsMarks(choice))}
        take={(choice) => {
          saveAs(exportQuery(choice, clean))
        }}
      >
        {seesMarks && (
          <SelectField
            label={t('document.export.open')}
            value={clean}
            options={CLEAN_VIEWS.map((value) => ({ value, label: t(`document.export.open.${value}`) }))}
            onChange={setClean}
          />
        )}
      </FileChoices>
      {seesMarks && (
        <>
          <FileChoices
            title={t('document.export.marked')}
            choices={choices.filter(holdsMarks)}
            take={(choice) => {
              saveAs(exportQuery(choice))
            }}
          />
          <RedlineChoice document={document} mayName={mayName} take={saveAs} />
          <NamesInFiles group={group.id} mayManage={mayManage} allowed={mayName} onChange={setAllowed} />
        </>
      )}
    </Dialog>
  )
}
