import { createContext, useContext, type ReactNode } from 'react'
import type { ApiClient } from '../sync/api-client.ts'
import type { AnswerKeep, Reach } from '../sync/kept-answers.ts'
import type { LeavingNote } from '../sync/leaving-note.ts'
import type { DeviceDatabase } from '../sync/device-database.ts'
import type { OtherPages } from '../sync/other-pages.ts'
import type { OfflineStore } from '../sync/offline-store.ts'
import type { PageVersion } from '../sync/page-version.ts'
import type { SessionOptions } from '../sync/session-options.ts'
import type { ThreadKeep } from '../sync/threads/thread-keep.ts'

/** What reaches outside the page, built once by main. */
export interface Services {
  readonly api: ApiClient
  /** Keeps the last answers of the server; null likewise. */
  readonly answers: AnswerKeep | null
  readonly leaving: LeavingNote
  /** Does the server answer? */
  readonly reach: Reach
  /** Does the server have a newer version of the page? */
  readonly version: PageVersion
  /** False on a page without https from another machine: the browser then keeps no pages and gives out no notices. */
  readonly isSecure: boolean
  readonly others: OtherPages
  /** Erases what this device keeps and takes nothing more from this page, whose texts may still be closing. Never rejects. */
  readonly endDevice: () => Promise<void>
  /** For what later parts of the page keep; null where the browser gives no store. */
  readonly device: DeviceDatabase | null
  /** Null likewise. */
  readonly store: OfflineStore | null
  /** Keeps threads, comments that were not sent yet, and drafts; null likewise. */
  readonly threads: ThreadKeep | null
  /** What a document session needs. The session's own code comes with the document page, not with the shell. */
  readonly sync: Omit<SessionOptions, 'document' | 'member' | 'schema' | 'store' | 'answers' | 'now'>
  /** Milliseconds since 1970, as the server has it once it has answered. */
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
