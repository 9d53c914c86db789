import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { ApiJoined, ApiSession } from '#core/protocol/api.ts'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { usePlace } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useReturn } from '../shell/use-return.ts'

/** Who this device is for the server. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly session: ApiSession }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }

interface SessionContextValue {
  readonly state: SessionState
  readonly refresh: () => Promise<void>
}

const SessionContext = createContext<SessionContextValue | null>(null)

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { api } = useServices()
  const [state, setState] = useState<SessionState>({ kind: 'loading' })
  const take = useCallback((result: Result<ApiSession, ApiFailure>): void => {
    if (result.ok) {
      const signedIn = result.value.memberships.length > 0
      setState(signedIn ? { kind: 'signed-in', session: result.value } : { kind: 'none' })
    } else if (result.error.code === 'not-signed-in') setState({ kind: 'none' })
    else setState({ kind: 'failed', failure: result.error })
  }, [])
  const refresh = useCallback(async () => {
    take(await api.session())
  }, [api, take])
  useReturn(refresh)
  // Whoever opens an invitation is nobody here yet, and is asked for again when they have joined.
  const joining = usePlace().route.name === 'join'
  useEffect(() => {
    if (joining) return
    let current = true
    void api.session().then((result) => {
      if (current) take(result)
    })
    return () => {
      current = false
    }
  }, [api, take, joining])
  const value = useMemo(() => ({ state, refresh }), [state, refresh])
  return <SessionContext value={value}>{children}</SessionContext>
}

export const useSession = (): SessionContextValue => {
  const value = useContext(SessionContext)
  if (value === null) throw new Error('no SessionProvider above this component')
  return value
}

/** This device's membership of a group, or null. */
export const membershipOf = (state: SessionState, group: string): ApiJoined | null =>
  state.kind === 'signed-in'
    ? (state.session.memberships.find((one) => one.group.id === group) ?? null)
    : null
