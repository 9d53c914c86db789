import { Languages, UserRound } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { Menu, MenuChoice, MenuHead, MenuLine } from '../controls/menu.tsx'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { DIGITS, LANGUAGES, LANGUAGE_NAMES } from '../messages/language.ts'
import { Name } from '../name.tsx'
import { useAccountActs } from './account-acts.tsx'

/** Language and digits for everybody; device link and logging out for members. */
export function AccountMenu() {
  const { t, language, digits } = useMessages()
  const { setLanguage, setDigits } = useLanguageSwitch()
  const account = useAccountActs()

  const trigger =
    account === null ? (
      <Button kind="plain" icon={<Languages size={18} aria-hidden />}>
        {LANGUAGE_NAMES[language]}
      </Button>
    ) : (
      <Button kind="plain" icon={<UserRound size={18} aria-hidden />} aria-label={t('app.account')} />
    )

  return (
    <>
      <Menu trigger={trigger}>
        {account !== null && (
          <>
            <MenuHead>
              <Name>{account.name}</Name>
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
        {account !== null && (
          <>
            <MenuLine />
            {account.items}
          </>
        )}
      </Menu>
      {account?.dialogs}
    </>
  )
}
