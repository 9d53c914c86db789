import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import type { ExportChoice } from './export-choice.ts'

/** What is asked of the server for each line of the menu. */
const QUERIES: { readonly [Choice in ExportChoice]: string } = {
  docx: 'format=docx&view=accepted',
  'docx-marked': 'format=docx&view=marked',
  'docx-named': 'format=docx&view=marked&names=1',
  pdf: 'format=pdf&view=accepted',
  'pdf-large': 'format=pdf&view=accepted&size=large',
  'pdf-marked': 'format=pdf&view=marked',
  html: 'format=html&view=accepted',
  md: 'format=md&view=accepted',
  txt: 'format=txt&view=accepted',
  json: 'format=json&view=accepted',
}

/** How long the browser may take to begin to save, milliseconds: then the memory is given back. */
const KEPT = 60_000

/** Saves the text as a file of one's own. What goes wrong is said: a link would fail in silence. */
export const useDownload = (document: string): ((choice: ExportChoice) => void) => {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  const save = async (choice: ExportChoice): Promise<void> => {
    const exported = await api.exportFile(document, QUERIES[choice])
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
  return (choice) => void save(choice)
}
