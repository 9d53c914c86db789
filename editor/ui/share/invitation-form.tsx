import { QrCode as QrIcon } from 'lucide-react'
import { useState } from 'react'
import { ROLES, type Role } from '#core/access/roles.ts'
import type { ApiNewInvitation } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { CopyField } from '../controls/copy-field.tsx'
import { DialogActions } from '../controls/dialog.tsx'
import { QrCode } from '../controls/qr-code.tsx'
import { Choice, SelectField, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { linkToDocument } from '../routing/invitation-link.ts'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './share.module.css'

const VALIDITIES = ['day', 'week', 'month', 'never'] as const
type Validity = (typeof VALIDITIES)[number]

const HOURS: Readonly<Record<Validity, number | null>> = { day: 24, week: 168, month: 720, never: null }

const MOST_USES = 200

/** Reads a count that somebody typed, in Western or Arabic digits; null when it is none. */
export const readCount = (typed: string): number | null => {
  const western = typed.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
  return /^\d{1,4}$/.test(western) ? Number(western) : null
}

export interface InvitationFormProps {
  readonly group: string
  /** The text that whoever takes it up comes to [UI875]. */
  readonly document?: string
}

/** Makes an invitation link and shows it this once. Inside a dialog. */
export function InvitationForm({ group, document }: InvitationFormProps) {
  const { t, number } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [role, setRole] = useState<Role>('suggester')
  const [uses, setUses] = useState('1')
  const [validity, setValidity] = useState<Validity>('week')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [asCode, setAsCode] = useState(false)
  const [made, setMade] = useState<ApiNewInvitation | null>(null)

  const create = async (): Promise<void> => {
    const count = readCount(uses)
    if (count === null || count < 1 || count > MOST_USES) {
      setError(t('invitations.uses.wrong', { most: number(MOST_USES) }))
      return
    }
    setBusy(true)
    const hours = HOURS[validity]
    const created = await api.createInvitation(group, {
      role,
      uses: count,
      ...(hours === null ? {} : { expiresInHours: hours }),
    })
    setBusy(false)
    if (created.ok) setMade(created.value)
    else setError(failureText(created.error))
  }

  if (made !== null) {
    const url = document === undefined ? made.url : linkToDocument(made.url, document)
    return (
      <div className={css['form']}>
        <CopyField label={t('invitations.link')} value={url} fresh />
        <p className={css['once']}>{t('invitations.once')}</p>
        {asCode && <QrCode value={url} />}
        <DialogActions>
          <Button
            icon={<QrIcon size={16} aria-hidden />}
            aria-expanded={asCode}
            onClick={() => {
              setAsCode(!asCode)
            }}
          >
            {t(asCode ? 'link.qr.hide' : 'link.qr.show')}
          </Button>
          <Button
            onClick={() => {
              setMade(null)
            }}
          >
            {t('invitations.another')}
          </Button>
        </DialogActions>
      </div>
    )
  }

  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void create()
      }}
    >
      <Choice<Role>
        dense
        legend={t('invitations.role')}
        value={role}
        onChange={setRole}
        options={ROLES.map((one) => ({ value: one, label: t(`role.${one}`), hint: t(`role.${one}.may`) }))}
      />
      <div className={css['pair']}>
        <TextField
          label={t('invitations.uses')}
          hint={t('invitations.uses.hint')}
          error={error}
          inputMode="numeric"
          value={uses}
          onChange={(event) => {
            setUses(event.target.value)
            setError(null)
          }}
        />
        <SelectField<Validity>
          label={t('invitations.expires')}
          value={validity}
          onChange={setValidity}
          options={VALIDITIES.map((one) => ({ value: one, label: t(`invitations.expires.${one}`) }))}
        />
      </div>
      <DialogActions>
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {busy ? t('invitations.creating') : t('invitations.create')}
        </Button>
      </DialogActions>
    </form>
  )
}
