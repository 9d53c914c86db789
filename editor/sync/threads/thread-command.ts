import type { ApiTextAnchor, ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { ApiFailure } from '../api-result.ts'

/** What a member does with threads. Ids are made here, so that sending twice does it once ([THR100]). */
export type ThreadCommand =
  | {
      readonly kind: 'begin'
      readonly thread: string
      readonly anchor: ApiThreadAnchor
      readonly body: string
    }
  | { readonly kind: 'reply'; readonly thread: string; readonly comment: string; readonly body: string }
  | { readonly kind: 'edit'; readonly thread: string; readonly comment: string; readonly body: string }
  | { readonly kind: 'delete'; readonly thread: string; readonly comment: string }
  | { readonly kind: 'resolve'; readonly thread: string; readonly resolved: boolean }
  | { readonly kind: 'reanchor'; readonly thread: string; readonly anchor: ApiTextAnchor }
  | {
      readonly kind: 'hide'
      readonly thread: string
      readonly comment: string
      readonly hidden: boolean
      readonly reason: string
    }

/** The first comment of a thread bears its id. */
export const firstComment = (thread: string): string => `${thread}.0`

/** A command on its way. Kept on the device until the server has it, or its author lets it go. */
export interface OutboxEntry {
  readonly id: string
  /** Milliseconds since 1970, this device's clock; no two of a page are equal, so it orders them. */
  readonly at: number
  readonly command: ThreadCommand
  /** Why the server will never take it; null while it waits. */
  readonly refusal: Refusal | null
}

export type Refusal = Pick<ApiFailure, 'code' | 'message'>

/**
 * Will the same command never be taken? Everything but a plain answer that says no may pass: no network, a proxy's
 * page, a server that is busy or restarts, a session that has to be opened again.
 */
export const isFinal = ({ status }: ApiFailure): boolean =>
  status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429
