import { createContext, useContext, type ReactNode } from 'react'
import type { ApiClient } from '../sync/api-client.ts'
import type { SessionOptions } from '../sync/document-session.ts'
import type { OfflineStore } from '../sync/offline-store.ts'

/** What reaches outside the page, built once by main. */
export interface Services {
  readonly api: ApiClient
  /** Null where the browser gives no store. */
  readonly store: OfflineStore | null
  /** What a document session needs. The session's own code comes with the document page, not with the shell. */
  readonly sync: Pick<SessionOptions, 'serverUrl' | 'socket' | 'network' | 'isOnline' | 'createId'>
  /** This device's clock, milliseconds since 1970. */
  readonly now: () => number
}

const ServicesContext = createContext<Services | null>(null)

export function ServicesProvider(props: { readonly services: Services; readonly children: ReactNode }) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>
}

export const useServices = (): Services => {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('no ServicesProvider above this component')
  return services
}
