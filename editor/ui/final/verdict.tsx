import { CircleCheck, CircleX, History } from 'lucide-react'
import type { ApiClosestText, ApiVerified } from '#core/protocol/api-final.ts'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { HashGroups } from './hash-groups.tsx'
import { Moment } from './moment.tsx'
import { shownPieces } from './shown-pieces.ts'
import css from './verify.module.css'

export interface VerdictProps {
  readonly verified: ApiVerified
  /** The certificate that the asker holds. */
  readonly held: string | null
}

/** The answer, plain and large: yes, it was once, or no [UI702]. */
export function Verdict({ verified, held }: VerdictProps) {
  return verified.agreed ? <Agreed verified={verified} held={held} /> : <NotAgreed verified={verified} />
}

type Yes = Extract<ApiVerified, { readonly agreed: true }>
type No = Extract<ApiVerified, { readonly agreed: false }>

function Agreed({ verified, held }: { readonly verified: Yes; readonly held: string | null }) {
  const { t } = useMessages()
  const { certificate, match, document } = verified
  const { title, finalAt, supersededAt, sha256 } = certificate
  const holds = supersededAt === null
  return (
    <div className={css['verdict']} data-verdict={holds ? 'yes' : 'was'}>
      <p className={css['word']}>
        {holds ? <CircleCheck size={32} aria-hidden /> : <History size={32} aria-hidden />}
        {t(holds ? 'verify.yes' : 'verify.was')}
      </p>
      <p className={css['heldTitle']}>
        <Name>{title}</Name>
      </p>
      <p>
        <Message id="verify.since" values={{ when: <Moment at={finalAt} /> }} />{' '}
        {supersededAt !== null && (
          <Message id="verify.until" values={{ when: <Moment at={supersededAt} /> }} />
        )}
      </p>
      <p>{t(`verify.match.${match}`)}</p>
      {held !== null && held !== certificate.id && <p className={css['failed']}>{t('verify.other')}</p>}
      <p className={css['heldHash']}>
        <span>{t('certificate.hash')}</span> <HashGroups hash={sha256} />
      </p>
      {document !== null && (
        <p>
          <Link to={{ name: 'certificate', document, certificate: certificate.id }}>
            {t('final.showCertificate')}
          </Link>
        </p>
      )}
    </div>
  )
}

function NotAgreed({ verified }: { readonly verified: No }) {
  const { t } = useMessages()
  return (
    <div className={css['verdict']} data-verdict="no">
      <p className={css['word']}>
        <CircleX size={32} aria-hidden />
        {t('verify.no')}
      </p>
      <p>{t(`verify.no.${verified.compared}`)}</p>
      {verified.closest !== null && <Closest closest={verified.closest} />}
    </div>
  )
}

/** Where it differs, for members: the words that went and came, with a few around them. */
function Closest({ closest }: { readonly closest: ApiClosestText }) {
  const { t } = useMessages()
  return (
    <section className={css['closest']}>
      <p>
        {t('verify.closest')}{' '}
        <Link to={{ name: 'certificate', document: closest.document }}>
          <Name>{closest.title}</Name>
        </Link>
      </p>
      <p className={css['pieces']} dir="auto">
        {shownPieces(closest.pieces).map(({ kind, text }, index) =>
          kind === 'same' ? (
            <span key={index}>{text}</span>
          ) : kind === 'gone' ? (
            <del key={index}>{text}</del>
          ) : (
            <ins key={index}>{text}</ins>
          ),
        )}
      </p>
      <p className={css['hint']}>
        <del>{t('verify.closest.gone')}</del> · <ins>{t('verify.closest.come')}</ins>
      </p>
    </section>
  )
}
