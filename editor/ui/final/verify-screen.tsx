import { FileSearch } from 'lucide-react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { ApiVerified } from '#core/protocol/api-final.ts'
import { Button } from '../controls/button.tsx'
import { Disclosure } from '../controls/disclosure.tsx'
import { FileDrop } from '../import/file-drop.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { HeldCertificate } from './held-certificate.tsx'
import { Verdict } from './verdict.tsx'
import css from './verify.module.css'

type Answer =
  | { readonly kind: 'busy' }
  | { readonly kind: 'answered'; readonly verified: ApiVerified }
  | { readonly kind: 'failed'; readonly why: string }

/** Is this an agreed text? For everybody who has one, and for whoever comes by the code on a certificate [UI702]. */
export function VerifyScreen({ certificate }: { readonly certificate: string | null }) {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const verdict = useRef<HTMLDivElement>(null)
  const field = useId()
  usePageTitle(t('verify.title'))

  const verify = useCallback(
    async (content: Blob, filename: string | null): Promise<void> => {
      setAnswer({ kind: 'busy' })
      const result = await api.final.verify(content, filename)
      setAnswer(
        result.ok
          ? { kind: 'answered', verified: result.value }
          : { kind: 'failed', why: failureText(result.error) },
      )
    },
    [api, failureText],
  )
  const take = useCallback(
    (chosen: File): void => {
      setFile(chosen.name)
      void verify(chosen, chosen.name)
    },
    [verify],
  )
  useEffect(() => {
    if (answer !== null && answer.kind !== 'busy') verdict.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])

  return (
    <Page>
      <FileDrop onFile={take} words={t('verify.dropNow')} />
      <section className={css['place']}>
        <h1 className={css['title']}>{t('verify.title')}</h1>
        <p className={css['lead']}>{t('verify.lead')}</p>
        {certificate !== null && <HeldCertificate key={certificate} id={certificate} />}
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setFile(null)
            if (text.trim() === '') setAnswer({ kind: 'failed', why: t('verify.empty') })
            else void verify(new Blob([text]), null)
          }}
        >
          <label className={css['label']} htmlFor={field}>
            {t('verify.text')}
          </label>
          <textarea
            id={field}
            className={css['text']}
            dir="auto"
            rows={8}
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setAnswer(null)
            }}
          />
          <div className={css['acts']}>
            <Button kind="primary" type="submit" aria-disabled={answer?.kind === 'busy'}>
              {t('verify.submit')}
            </Button>
            <Button icon={<FileSearch size={16} aria-hidden />} onClick={() => input.current?.click()}>
              {t('verify.file')}
            </Button>
            <span className={css['hint']}>{t('verify.drop')}</span>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t('verify.file')}
              onChange={(event) => {
                const chosen = event.target.files?.[0]
                event.target.value = ''
                if (chosen !== undefined) take(chosen)
              }}
            />
          </div>
        </form>
        <div ref={verdict} className={css['answer']} role="status" aria-live="polite">
          {file !== null && answer !== null && (
            <p className={css['hint']}>
              <Name>{file}</Name>
            </p>
          )}
          {answer?.kind === 'busy' && <p>{t('verify.busy')}</p>}
          {answer?.kind === 'failed' && <p className={css['failed']}>{answer.why}</p>}
          {answer?.kind === 'answered' && <Verdict verified={answer.verified} held={certificate} />}
        </div>
        <footer className={css['foot']}>
          <p>{t('verify.privacy')}</p>
          <Disclosure summary={t('verify.how')}>
            <p>{t('verify.how.text')}</p>
          </Disclosure>
        </footer>
      </section>
    </Page>
  )
}
