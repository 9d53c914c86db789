import { Languages, LogOut, Smartphone, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Menu, MenuChoice, MenuHead, MenuItem, MenuLine } from '../controls/menu.tsx'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { DIGITS, LANGUAGES, LANGUAGE_NAMES } from '../messages/language.ts'
import { Name } from '../name.tsx'
import { DeviceLinkDialog } from '../session/device-link-dialog.tsx'
import { LogOutDialog } from '../session/log-out-dialog.tsx'
import { useSession } from '../session/session-provider.tsx'

/** Language and digits for everybody; device link and logging out for members. */
export function AccountMenu() {
  const { t, language, digits } = useMessages()
  const { setLanguage, setDigits } = useLanguageSwitch()
  const { state } = useSession()
  const [leaving, setLeaving] = useState(false)
  const [adding, setAdding] = useState(false)
  const membership = state.kind === 'signed-in' ? state.session.memberships[0] : undefined

  const trigger =
    membership === undefined ? (
      <Button kind="plain" icon={<Languages size={18} aria-hidden />}>
        {LANGUAGE_NAMES[language]}
      </Button>
    ) : (
      <Button kind="plain" icon={<UserRound size={18} aria-hidden />} aria-label={t('app.account')} />
    )

  return (
    <>
      <Menu trigger={trigger}>
        {membership !== undefined && (
          <>
            <MenuHead>
              <Name>{membership.member.name}</Name>
            </MenuHead>
            <MenuLine />
          </>
        )}
        <MenuChoice
          label={t('app.language')}
          value={language}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
          onChange={setLanguage}
        />
        {language === 'ar' && (
          <MenuChoice
            label={t('app.digits')}
            value={digits}
            options={DIGITS.map((one) => ({ value: one, label: t(`app.digits.${one}`) }))}
            onChange={setDigits}
          />
        )}
        {membership !== undefined && (
          <>
            <MenuLine />
            <MenuItem
              icon={<Smartphone size={16} aria-hidden />}
              onSelect={() => {
                setAdding(true)
              }}
            >
              {t('session.device-link')}
            </MenuItem>
            <MenuItem
              icon={<LogOut className="mirrored" size={16} aria-hidden />}
              danger
              onSelect={() => {
                setLeaving(true)
              }}
            >
              {t('session.log-out')}
            </MenuItem>
          </>
        )}
      </Menu>
      {membership !== undefined && (
        <>
          <LogOutDialog open={leaving} onOpenChange={setLeaving} />
          <DeviceLinkDialog open={adding} onOpenChange={setAdding} group={membership.group.id} />
        </>
      )}
    </>
  )
}
