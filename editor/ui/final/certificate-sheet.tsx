import type { ReactNode } from 'react'
import type { ApiCertificate, ApiStageStep } from '#core/protocol/api-final.ts'
import { QrCode } from '../controls/qr-code.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { pathOf } from '../routing/route.ts'
import { HashGroups } from './hash-groups.tsx'
import { Moment } from './moment.tsx'
import css from './certificate.module.css'

/** Characters of a title that is set smaller, so that it fits. */
const LONG = 60

/** `18:3f8d…`: the number of the entry, and its fingerprint in groups as that of the text. */
function AuditHead({ head }: { readonly head: string }) {
  const { t } = useMessages()
  const colon = head.indexOf(':')
  return (
    <>
      <span>{t('audit.number', { number: head.slice(0, colon) })}</span>
      <HashGroups hash={head.slice(colon + 1)} />
    </>
  )
}

/** What a certificate says, on one sheet of A4 [UI700]. One that no longer holds says so first, on paper too. */
export function CertificateSheet({ certificate }: { readonly certificate: ApiCertificate }) {
  const { t, number } = useMessages()
  const { id, group, title, sha256, finalAt, version, stages, auditHead, superseded } = certificate
  const link = window.location.origin + pathOf({ name: 'verify', certificate: id })
  return (
    <article
      className={css['sheet']}
      data-superseded={superseded !== null}
      aria-labelledby="certificate-title"
    >
      {superseded !== null && (
        <div className={css['superseded']} role="note">
          <strong>{t('certificate.superseded')}</strong>
          <p>
            <Message
              id="certificate.superseded.at"
              values={{ when: <Moment key="when" at={superseded.at} /> }}
            />
          </p>
          <p>
            <Message
              id="certificate.superseded.reason"
              values={{ reason: <bdi key="reason">{superseded.reason}</bdi> }}
            />
          </p>
        </div>
      )}
      <header className={css['head']}>
        <p className={css['kind']}>{t('certificate.title')}</p>
        <h1 id="certificate-title" className={css['title']} dir="auto" data-long={title.length > LONG}>
          {title}
        </h1>
        <p className={css['group']}>
          <span className="unseen">{t('certificate.group')}: </span>
          <Name>{group}</Name>
        </p>
      </header>
      <dl className={css['facts']}>
        <Fact label={t('certificate.time')}>
          <Moment at={finalAt} />
          <bdi className={css['utc']} dir="ltr">
            {new Date(finalAt)
              .toISOString()
              .replace('T', ' ')
              .replace(/\.\d+Z$/, ' UTC')}
          </bdi>
        </Fact>
        <Fact label={t('certificate.version')}>
          {t('certificate.version.of', { version: number(version) })}
        </Fact>
        <Fact label={t('certificate.hash')} wide>
          <HashGroups hash={sha256} />
          <span className={css['hint']}>{t('certificate.hash.hint')}</span>
        </Fact>
        {auditHead !== null && (
          <Fact label={t('certificate.audit')} wide>
            <AuditHead head={auditHead} />
          </Fact>
        )}
      </dl>
      <Stages steps={stages} />
      <div className={css['foot']}>
        <div className={css['means']}>
          <section>
            <h2>{t('certificate.proves')}</h2>
            <p>{t('certificate.proves.text')}</p>
          </section>
          <section>
            <h2>{t('certificate.provesNot')}</h2>
            <p>{t('certificate.provesNot.text')}</p>
          </section>
          <section>
            <h2>{t('certificate.check')}</h2>
            <p>{t('certificate.check.text')}</p>
            <a className={css['link']} href={link} dir="ltr">
              {link}
            </a>
          </section>
        </div>
        <div className={css['code']}>
          <QrCode value={link} />
        </div>
      </div>
    </article>
  )
}

interface FactProps {
  readonly label: string
  readonly wide?: boolean
  readonly children: ReactNode
}

function Fact({ label, wide = false, children }: FactProps) {
  return (
    <div className={css['fact']} data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** So many fit on the sheet. */
const MOST = 6

function Stages({ steps }: { readonly steps: readonly ApiStageStep[] }) {
  const { t, dateTime } = useMessages()
  const shown = steps.slice(-MOST)
  const earlier = steps.length - shown.length
  return (
    <section className={css['stages']}>
      <h2>{t('certificate.stages')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('certificate.stages.stage')}</th>
            <th scope="col">{t('certificate.stages.at')}</th>
            <th scope="col">{t('certificate.stages.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ stage, at, seq, reason }) => (
            <tr key={seq}>
              <th scope="row">{t(`stage.${stage}`)}</th>
              <td>
                <time dateTime={new Date(at).toISOString()}>{dateTime(at)}</time>
              </td>
              <td>{reason === null ? '—' : <bdi>{reason}</bdi>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {earlier > 0 && <p className={css['hint']}>{t('certificate.stages.earlier', { count: earlier })}</p>}
    </section>
  )
}
