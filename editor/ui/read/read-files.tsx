import { Dialog } from '../controls/dialog.tsx'
import { exportChoices, exportQuery } from '../document/export-choice.ts'
import { FileChoices } from '../document/file-choices.tsx'
import { useDownload } from '../document/use-download.ts'
import { useMessages } from '../locale-provider.tsx'

export interface ReadFilesProps {
  readonly document: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** The clean text that is read here, as files [UI925]. */
export function ReadFiles({ document, open, onOpenChange }: ReadFilesProps) {
  const { t } = useMessages()
  const { save } = useDownload(document)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('document.export.title')}>
      <FileChoices
        title={t('document.export.clean')}
        choices={exportChoices(false, false)}
        take={(choice) => {
          onOpenChange(false)
          save(exportQuery(choice))
        }}
      />
    </Dialog>
  )
}
