import { useNotices } from '../controls/notices.tsx'
import { unfitFile, warningLines } from '../home/import-file.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { EXPORT_QUERIES, type ExportChoice } from './export-choice.ts'
import { useDownload } from './use-download.ts'

export interface DocumentFile {
  /** Fills the empty document from a file, and says what came of it. */
  readonly importFile: (file: File) => Promise<void>
  readonly download: (choice: ExportChoice) => void
  /** As docs/API.md has it. */
  readonly save: (query: string) => void
}

/** The document as a file of one's own: into it, and out of it. */
export const useDocumentFile = (document: string): DocumentFile => {
  const messages = useMessages()
  const { t } = messages
  const { save } = useDownload(document)
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  return {
    importFile: async (file) => {
      const unfit = unfitFile(file)
      if (unfit !== null) {
        notices.warn(t(unfit))
        return
      }
      const imported = await api.importFile(document, file.name, file)
      if (!imported.ok) {
        notices.warn(t('document.import.failed', { reason: failureText(imported.error) }))
        return
      }
      const { blocks, warnings } = imported.value
      notices.say(
        [t('document.import.done', { count: blocks }), ...warningLines(messages, warnings)].join(' '),
      )
    },
    download: (choice) => {
      save(EXPORT_QUERIES[choice])
    },
    save,
  }
}
