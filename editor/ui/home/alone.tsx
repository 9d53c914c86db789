import { useCallback } from 'react'
import { useLoaded } from '../loaded.ts'
import { useMessages } from '../locale-provider.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import css from './home.module.css'

/** What a group without a text says to a facilitator who is its only member: to invite others [UI888]. */
export function Alone({ group }: { readonly group: string }) {
  const { t } = useMessages()
  const { api } = useServices()
  const load = useCallback(() => api.members(group), [api, group])
  const [members] = useLoaded(load)
  if (members.kind !== 'loaded' || members.value.length > 1) return null
  return (
    <p className={css['alone']}>
      {t('home.alone')}{' '}
      <Link className="alone" to={{ name: 'members', group }}>
        {t('home.alone.invite')}
      </Link>
    </p>
  )
}
