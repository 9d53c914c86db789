import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { invitationOfPaste } from '../routing/invitation-link.ts'
import css from './join.module.css'

/** Takes a link that was copied in part or opened on the wrong device. */
export function PasteInvitation() {
  const { t } = useMessages()
  const { openInvitation } = useNavigation()
  const [pasted, setPasted] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className={css['paste']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const invitation = invitationOfPaste(pasted)
        if (invitation === null) setWrong(true)
        else openInvitation(invitation)
      }}
    >
      <TextField
        label={t('join.paste.label')}
        dir="ltr"
        value={pasted}
        autoComplete="off"
        spellCheck={false}
        error={wrong ? t('join.unknown.title') : null}
        onChange={(event) => {
          setPasted(event.target.value)
          setWrong(false)
        }}
      />
      <Button kind="primary" type="submit">
        {t('join.paste.submit')}
      </Button>
    </form>
  )
}
