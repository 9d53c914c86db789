import { useCallback, useEffect, useState } from 'react'
import type { ApiJoined } from '#core/protocol/api.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation, usePlace } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { Page } from '../shell/page.tsx'
import { StatePage } from '../states/state-page.tsx'
import { EnterAs } from './enter-as.tsx'
import { JoinForm } from './join-form.tsx'
import { PasteInvitation } from './paste-invitation.tsx'

/** The page of an invitation: asks one thing, the name [UI1]; says plainly when the link leads nowhere [UI2]. */
export function JoinScreen() {
  const { t } = useMessages()
  const { invitation } = usePlace()
  const [ended, setEnded] = useState<{ readonly token: string; readonly failure: ApiFailure } | null>(null)

  if (invitation === null) {
    return (
      <Page>
        <StatePage title={t('join.unknown.title')} lead={t('join.unknown.lead')}>
          <PasteInvitation />
        </StatePage>
      </Page>
    )
  }
  const { token, document } = invitation
  if (ended !== null && ended.token === token) {
    const gone = ended.failure.code === 'invitation-gone'
    return (
      <Page>
        <StatePage
          title={gone ? t('join.gone.title') : t('join.unknown.title')}
          lead={gone ? t('join.gone.lead') : t('join.unknown.lead')}
        >
          <PasteInvitation />
        </StatePage>
      </Page>
    )
  }
  return (
    <Page>
      <Join
        key={token}
        token={token}
        document={document}
        onEnded={(failure) => {
          setEnded({ token, failure })
        }}
      />
    </Page>
  )
}

interface JoinProps {
  readonly token: string
  /** The text that the link was sent for. */
  readonly document: string | null
  /** The link itself is at fault: another name would not help. */
  readonly onEnded: (failure: ApiFailure) => void
}

/** Looks what the link is for before anything is asked [UI883]; where that cannot be told, asks for the name all the same. */
function Join({ token, document, onEnded }: JoinProps) {
  const { api } = useServices()
  const { go } = useNavigation()
  const { refresh } = useSession()
  const look = useCallback(() => api.lookAtInvitation(token), [api, token])
  const [looked] = useLoaded(look)
  const code = looked.kind === 'failed' ? looked.failure.code : null
  const isDead = code === 'invitation-gone' || code === 'not-found'
  useEffect(() => {
    if (isDead && looked.kind === 'failed') onEnded(looked.failure)
  }, [isDead, looked, onEnded])

  /** Straight to the text when the link is for one [UI875] or there is but one, else to the group. */
  const enter = async ({ group, member }: ApiJoined): Promise<void> => {
    const [documents] = await Promise.all([api.documents(group.id), refresh()])
    const open = documents.ok ? documents.value.filter((one) => one.trashed !== true) : []
    const meant = open.find(({ id }) => id === document) ?? (open.length === 1 ? open[0] : undefined)
    if (meant === undefined) go({ name: 'home', group: group.id }, 'replace')
    else if (member.role === 'viewer') go({ name: 'read', document: meant.id }, 'replace')
    else go({ name: 'document', document: meant.id }, 'replace')
  }

  if (looked.kind === 'loading' || isDead) return null
  if (looked.kind === 'failed')
    return <JoinForm token={token} look={null} onEnter={enter} onEnded={onEnded} />
  const { value } = looked
  const known = value.already?.name ?? value.device
  if (known !== null)
    return <EnterAs token={token} look={value} name={known} onEnter={enter} onEnded={onEnded} />
  return <JoinForm token={token} look={value} onEnter={enter} onEnded={onEnded} />
}
