import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

/** How long the browser may take to begin to save, milliseconds: then the memory is given back. */
const KEPT = 60_000

export interface Download {
  /** `query` as docs/API.md has it. */
  readonly save: (query: string) => void
}

/** Saves the text as a file of one's own. What goes wrong is said: a link would fail in silence [UI922]. */
export const useDownload = (document: string): Download => {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  const save = async (query: string): Promise<void> => {
    const exported = await api.exportFile(document, query)
    if (!exported.ok) {
      notices.warn(t('document.export.failed', { reason: failureText(exported.error) }))
      return
    }
    const { content, filename } = exported.value
    const link = window.document.createElement('a')
    link.href = URL.createObjectURL(content)
    link.download = filename
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT)
  }
  return { save: (query) => void save(query) }
}
