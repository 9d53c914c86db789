import { useCallback, useState } from 'react'
import type { ApiMailSettings } from '#core/protocol/api-inbox.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import { Dialog } from '../controls/dialog.tsx'
import { SelectField } from '../controls/field.tsx'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { BrowserNotices } from './browser-notices-switch.tsx'
import { MailForm } from './mail-form.tsx'
import css from './inbox.module.css'

export interface InboxSettingsProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly memberships: readonly ApiJoined[]
}

/** How one is told of notices beside the bell: by mail, in each group for itself, and by this browser [UI643]. */
export function InboxSettings({ open, onOpenChange, memberships }: InboxSettingsProps) {
  const { t } = useMessages()
  const [chosen, setChosen] = useState<string | null>(null)
  const membership = memberships.find(({ group }) => group.id === chosen) ?? memberships[0]
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('inbox.settings')}>
      <section className={css['section']}>
        <h3 className={css['sectionTitle']}>{t('inbox.mail')}</h3>
        {memberships.length > 1 && (
          <SelectField
            label={t('inbox.group')}
            value={membership?.group.id ?? ''}
            options={memberships.map(({ group }) => ({ value: group.id, label: group.name }))}
            onChange={setChosen}
          />
        )}
        {membership !== undefined && <Mail key={membership.group.id} membership={membership} />}
      </section>
      <section className={css['section']}>
        <h3 className={css['sectionTitle']}>{t('inbox.browser')}</h3>
        <BrowserNotices />
      </section>
    </Dialog>
  )
}

function Mail({ membership }: { readonly membership: ApiJoined }) {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const group = membership.group.id
  const load = useCallback(() => api.mailSettings(group), [api, group])
  const [loaded] = useLoaded(load)
  const [changed, setChanged] = useState<ApiMailSettings | null>(null)
  if (loaded.kind === 'loading') return null
  if (loaded.kind === 'failed')
    return (
      <p className={css['note']} data-tone="wrong" role="alert">
        {failureText(loaded.failure)}
      </p>
    )
  const settings = changed ?? loaded.value
  if (!settings.offered) return <p className={css['note']}>{t('inbox.mail.none')}</p>
  return <MailForm membership={membership} settings={settings} onChange={setChanged} />
}
