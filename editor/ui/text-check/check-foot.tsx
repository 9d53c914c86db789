import { checkAccess } from '../../extensions/text-check/check-access.ts'
import { useContext, useState } from 'react'
import type { DigitScript } from '#core/text/proposals/digits.ts'
import { directionIn } from '#core/text/language.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { ShownAs } from '../read/shown-as.ts'
import type { Spelling } from './use-spelling.ts'
import css from './text-check.module.css'

const SCRIPTS: readonly DigitScript[] = ['arabic-indic', 'western']

export interface CheckFootProps {
  readonly document: DocumentEditor
  /** The conversion that was asked for by a command; null for none. */
  readonly asked: DigitScript | null
  readonly spelling: Spelling
  readonly ignored: number
  readonly forgetIgnored: () => void
}

/** What is done with the text as a whole: its digits [UI778], what was ignored [UI776], the browser's check [UI777]. */
export function CheckFoot({ document, asked, spelling, ignored, forgetIgnored }: CheckFootProps) {
  const { t } = useMessages()
  const notices = useNotices()
  const { language } = useContext(ShownAs)
  const [script, setScript] = useState(asked)
  const convert = (to: DigitScript): void => {
    setScript(null)
    const { done, locked } = document.checkBy(checkAccess).convertDigits(to)
    const left = locked === 0 ? '' : `. ${t('locks.foundLeft', { count: locked })}`
    notices.say(t('textCheck.digits.done', { count: done }) + left)
  }
  return (
    <footer className={css['foot']}>
      {ignored > 0 && (
        <Button kind="plain" onClick={forgetIgnored}>
          {t('textCheck.ignored', { count: ignored })}
        </Button>
      )}
      {directionIn(language) === 'rtl' && (
        <div className={css['digits']} role="group" aria-label={t('textCheck.digits')}>
          <span>{t('textCheck.digits')}</span>
          {SCRIPTS.map((one) => (
            <Button
              key={one}
              aria-pressed={script === one}
              onClick={() => {
                setScript(one)
              }}
            >
              {t(`textCheck.digits.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {script !== null && (
        <div className={css['question']} role="group" aria-label={t(`textCheck.digits.command.${script}`)}>
          <p>
            {t('textCheck.digits.sure', { count: document.checkBy(checkAccess).numbersToConvert(script) })}
          </p>
          <Button
            kind="primary"
            ref={(button) => button?.focus()}
            onClick={() => {
              convert(script)
            }}
          >
            {t('textCheck.yes')}
          </Button>
          <Button
            kind="plain"
            onClick={() => {
              setScript(null)
            }}
          >
            {t('textCheck.no')}
          </Button>
        </div>
      )}
      <label className={css['spelling']}>
        <input
          type="checkbox"
          checked={spelling.on}
          onChange={(event) => {
            spelling.set(event.target.checked)
          }}
        />
        {t('textCheck.spelling')}
      </label>
    </footer>
  )
}
