import { useNotices } from '../controls/notices.tsx'
import { unfitFile } from '../home/import-file.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import type { ExportFormat } from './document-menu.tsx'

export interface DocumentFile {
  /** Fills the empty document from a file, and says what came of it. */
  readonly importFile: (file: File) => Promise<void>
  readonly download: (format: ExportFormat) => void
}

/** The document as a file of one's own: into it, and out of it. */
export const useDocumentFile = (document: string): DocumentFile => {
  const { t } = useMessages()
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
      const done = t('document.import.done', { count: blocks })
      notices.say(
        warnings.length === 0 ? done : `${done} ${t('document.import.warnings', { count: warnings.length })}`,
      )
    },
    download: (format) => {
      const link = window.document.createElement('a')
      link.href = `/api/documents/${encodeURIComponent(document)}/export?format=${format}&view=accepted`
      link.download = ''
      link.click()
    },
  }
}
