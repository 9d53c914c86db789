import { Download, Printer } from 'lucide-react'
import { useCallback } from 'react'
import type { ApiCertificate } from '#core/protocol/api-final.ts'
import { Button } from '../controls/button.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { SelectField } from '../controls/field.tsx'
import { useLoaded } from '../loaded.ts'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { LANGUAGES, LANGUAGE_NAMES } from '../messages/language.ts'
import { useServices } from '../services.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { StatePage } from '../states/state-page.tsx'
import { CertificateSheet } from './certificate-sheet.tsx'
import { Moment } from './moment.tsx'
import css from './certificate.module.css'

export interface CertificateScreenProps {
  readonly document: string
  /** Null: the newest. */
  readonly certificate: string | null
}

/** The certificate of a final text, to be read, printed and shown [UI700]. */
export function CertificateScreen({ document, certificate }: CertificateScreenProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const load = useCallback(() => api.final.certificates(document), [api, document])
  const [loaded, reload] = useLoaded(load)
  usePageTitle(t('certificate.title'))
  if (loaded.kind === 'loading') return <Page>{null}</Page>
  if (loaded.kind === 'failed') {
    return (
      <Page>
        {loaded.failure.code === 'not-found' ? (
          <StatePage title={t('certificate.none')} lead={t('certificate.none.lead')} />
        ) : (
          <FailurePage failure={loaded.failure} onRetry={() => void reload()} />
        )}
      </Page>
    )
  }
  const { certificates } = loaded.value
  const shown = certificates.find(({ id }) => id === certificate) ?? certificates[0]
  return <Page>{shown !== undefined && <Certificate shown={shown} all={certificates} />}</Page>
}

interface CertificateProps {
  readonly shown: ApiCertificate
  readonly all: readonly ApiCertificate[]
}

function Certificate({ shown, all }: CertificateProps) {
  const { t, language } = useMessages()
  const { setLanguage } = useLanguageSwitch()
  const others = all.filter((one) => one !== shown)
  const path = `/api/documents/${encodeURIComponent(shown.document)}/final-text`
  return (
    <div className={css['place']}>
      <div className={css['tools']}>
        <SelectField
          quiet
          label={t('certificate.language')}
          value={language}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
          onChange={setLanguage}
        />
        <span className={css['acts']}>
          <Link className={css['act']} to={{ name: 'read', document: shown.document }}>
            {t('certificate.read')}
          </Link>
          {shown.superseded === null && (
            <a className={css['act']} href={path} download="">
              <Download size={16} aria-hidden /> {t('certificate.canonical')}
            </a>
          )}
          <Button
            kind="primary"
            icon={<Printer size={16} aria-hidden />}
            onClick={() => {
              window.print()
            }}
          >
            {t('certificate.print')}
          </Button>
        </span>
      </div>
      <CertificateSheet certificate={shown} />
      {others.length > 0 && (
        <section className={css['others']}>
          <h2>{t('certificate.others')}</h2>
          <ul>
            {others.map(({ id, document, finalAt, superseded }) => (
              <li key={id}>
                <Link to={{ name: 'certificate', document, certificate: id }}>
                  <Moment at={finalAt} />
                </Link>{' '}
                <span data-holds={superseded === null}>
                  {t(superseded === null ? 'certificate.holds' : 'certificate.superseded')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
