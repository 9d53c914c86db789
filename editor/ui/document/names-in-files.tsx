import { useNotices } from '../controls/notices.tsx'
import { Check } from '../inbox/check.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './export-dialog.module.css'

interface NamesInFilesProps {
  readonly group: string
  readonly mayManage: boolean
  readonly allowed: boolean
  readonly onChange: (allowed: boolean) => void
}

/** Whether files of the group may hold names: facilitators say so, everybody else reads it [UI921]. */
export function NamesInFiles({ group, mayManage, allowed, onChange }: NamesInFilesProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  if (!mayManage) return allowed ? null : <p className={css['note']}>{t('document.export.noNames')}</p>
  const change = async (filesMayName: boolean): Promise<void> => {
    const answer = await api.changeGroup(group, { filesMayName })
    if (answer.ok) onChange(filesMayName)
    else notices.warn(failureText(answer.error))
  }
  return (
    <Check
      label={t('document.export.mayName')}
      hint={t('document.export.mayName.hint')}
      checked={allowed}
      onChange={(checked) => void change(checked)}
    />
  )
}
