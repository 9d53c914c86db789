import type { ApiDocument, ApiMember } from '#core/protocol/api.ts'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import css from './audit.module.css'

/** What the ids of the audit are called now: it holds none of these names itself [UI723]. */
export interface Names {
  readonly members: ReadonlyMap<string, ApiMember>
  readonly documents: ReadonlyMap<string, ApiDocument>
}

/** Of an id without a title, so that its entries are known for the same text. */
const SHORT = 8

const SERVER_ID = 'server'

export function MemberName({ id, names }: { readonly id: string; readonly names: Names }) {
  const { t } = useMessages()
  if (id === SERVER_ID) return t('audit.server')
  const member = names.members.get(id)
  if (member === undefined) return t('audit.unknownMember')
  return (
    <>
      <Name>{member.name}</Name>
      {member.removed === true && <span className={css['aside']}> ({t('audit.former')})</span>}
    </>
  )
}

export function DocumentTitle({ id, names }: { readonly id: string; readonly names: Names }) {
  const { t } = useMessages()
  const document = names.documents.get(id)
  if (document === undefined)
    return (
      <span className={css['aside']}>
        {t('audit.erasedText')} <code dir="ltr">{id.slice(0, SHORT)}</code>
      </span>
    )
  if (document.trashed === true)
    return (
      <span>
        <Name>{document.title}</Name> <span className={css['aside']}>({t('audit.inTrash')})</span>
      </span>
    )
  return (
    <Link className="alone" to={{ name: 'document', document: id }}>
      <Name>{document.title}</Name>
    </Link>
  )
}
