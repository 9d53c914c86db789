import { Download } from 'lucide-react'
import type { ApiAuditHead } from '#core/protocol/api-audit.ts'
import { CopyField } from '../controls/copy-field.tsx'
import { Disclosure } from '../controls/disclosure.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './audit.module.css'

/** As `npm run verify-audit` takes it. */
export const noted = ({ number, hash }: ApiAuditHead): string => `${number}:${hash}`

/** So much of a fingerprint is shown where all of it is one click away. */
const SHORT = 12

/** The head of the chain, to be noted elsewhere, how it is checked, and the whole as a file [UI722]. */
export function AuditProof({ group, head }: { readonly group: string; readonly head: ApiAuditHead | null }) {
  const { t, number } = useMessages()
  return (
    <Disclosure
      className={css['proof']}
      summary={
        <>
          {/* The blank keeps the last letter from joining the first of what stands beside it. */}
          {t('audit.proof')}{' '}
          {head !== null && (
            <span className={css['short']}>
              {t('audit.number', { number: number(head.number) })}{' '}
              <code dir="ltr">{head.hash.slice(0, SHORT)}…</code>
            </span>
          )}
        </>
      }
    >
      <div className={css['proofBody']}>
        <p>{t('audit.proof.lead')}</p>
        {head === null ? (
          <p>{t('audit.proof.none')}</p>
        ) : (
          <CopyField second label={t('audit.proof.head')} value={noted(head)} copy={t('audit.proof.copy')} />
        )}
        <p>{t('audit.proof.command')}</p>
        <pre className={css['command']} dir="ltr">
          {head === null ? 'npm run verify-audit' : `npm run verify-audit -- --head ${noted(head)}`}
        </pre>
        <p>{t('audit.proof.file')}</p>
        <p>
          <a
            className={css['download']}
            href={`/api/groups/${encodeURIComponent(group)}/audit?format=jsonl`}
            download
          >
            <Download size={18} aria-hidden />
            {t('audit.download')}
          </a>
        </p>
      </div>
    </Disclosure>
  )
}
