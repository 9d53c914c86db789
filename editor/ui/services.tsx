import { createContext, useContext, type ReactNode } from 'react'
import type { ApiClient } from '../sync/api-client.ts'
import type { DocumentSession } from '../sync/document-session.ts'
import type { OfflineStore } from '../sync/offline-store.ts'

/** What reaches outside the page, built once by main. */
export interface Services {
  readonly api: ApiClient
  /** Null where the browser gives no store. */
  readonly store: OfflineStore | null
  /** Opens a document for a member; the caller closes it. Never called inside an effect. */
  readonly openDocument: (document: string, member: string) => DocumentSession
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
