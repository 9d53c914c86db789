import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

/** How long the browser may take to begin to save, milliseconds: then the memory is given back. */
const KEPT = 60_000
/** What takes longer says that it is on its way, milliseconds. */
const LONG = 800

export interface Download {
  /** `query` as docs/API.md has it. */
  readonly save: (query: string) => void
}

/** Saves the text as a file of one's own. What takes long or goes wrong is said: a link would do either in silence [UI922] [UI926]. */
export const useDownload = (document: string): Download => {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  const save = async (query: string): Promise<void> => {
    const waiting = setTimeout(() => {
      notices.say(t('document.export.writing'))
    }, LONG)
    const exported = await api.exportFile(document, query)
    clearTimeout(waiting)
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
