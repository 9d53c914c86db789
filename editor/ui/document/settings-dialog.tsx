import { DOCUMENT_DIGITS } from '#core/schema/numbering.ts'
import { directionIn, DOCUMENT_LANGUAGES } from '#core/text/language.ts'
import { Dialog } from '../controls/dialog.tsx'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Shown } from '../read/shown-as.ts'
import css from './settings-dialog.module.css'

export interface SettingsDialogProps {
  readonly shown: Shown
  /** Tells by itself where it fails. */
  readonly set: (to: Partial<Shown>) => Promise<void>
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** How the text is written: what is chosen holds at once, for everybody [UI950]. */
export function SettingsDialog({ shown, set, open, onOpenChange }: SettingsDialogProps) {
  const { t } = useMessages()
  const { language, digits } = shown
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('settings.title')} lead={t('settings.lead')}>
      <div className={css['settings']}>
        <SelectField
          label={t('settings.language')}
          hint={t('settings.language.hint')}
          value={language}
          options={DOCUMENT_LANGUAGES.map((one) => ({ value: one, label: t(`settings.language.${one}`) }))}
          onChange={(next) => void set({ language: next })}
        />
        {directionIn(language) === 'rtl' && (
          <SelectField
            label={t('settings.digits')}
            value={digits}
            options={DOCUMENT_DIGITS.map((one) => ({ value: one, label: t(`settings.digits.${one}`) }))}
            onChange={(next) => void set({ digits: next })}
          />
        )}
      </div>
    </Dialog>
  )
}
