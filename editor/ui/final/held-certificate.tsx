import { useCallback } from 'react'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { HashGroups } from './hash-groups.tsx'
import { Moment } from './moment.tsx'
import css from './verify.module.css'

/** What the certificate says by whose code somebody came: to be compared with the paper. */
export function HeldCertificate({ id }: { readonly id: string }) {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [loaded] = useLoaded(useCallback(() => api.final.certificate(id), [api, id]))
  if (loaded.kind === 'loading') return null
  if (loaded.kind === 'failed') {
    const { failure } = loaded
    return (
      <p className={css['failed']} role="alert">
        {failure.code === 'not-found' ? t('verify.paper.unknown') : failureText(failure)}
      </p>
    )
  }
  const { title, sha256, finalAt, supersededAt } = loaded.value
  return (
    <section className={css['held']} aria-label={t('verify.paper')} data-superseded={supersededAt !== null}>
      <h2>{t('verify.paper')}</h2>
      {supersededAt !== null && (
        <p className={css['gone']}>
          <strong>{t('certificate.superseded')}</strong>{' '}
          <Message id="verify.until" values={{ when: <Moment at={supersededAt} /> }} />
        </p>
      )}
      <p className={css['heldTitle']}>
        <Name>{title}</Name>
      </p>
      <p>
        <Message id="verify.since" values={{ when: <Moment at={finalAt} /> }} />
      </p>
      <p className={css['heldHash']}>
        <span>{t('certificate.hash')}</span> <HashGroups hash={sha256} />
      </p>
      <p className={css['hint']}>{t('verify.paper.compare')}</p>
    </section>
  )
}
