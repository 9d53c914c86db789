import type { AuditOutbox, Meta, MetaStore } from '../store/meta-store.ts'
import type { AuditHead } from './audit-chain.ts'
import { actsBetween } from './meta-acts.ts'

/** The metadata, every change of which is recorded with who made it. */
export interface AuditedMeta {
  read(): Meta
  /** As {@link MetaStore.transact}; `by` is the member who does it, or `server`. */
  transact<T>(change: (meta: Meta) => { readonly meta: Meta; readonly result: T }, by: string): Promise<T>
}

/** What the chains hold for certain. */
export interface AuditState {
  /** Acts of the outbox up to this number are in them. */
  readonly outbox: number
  readonly heads: ReadonlyMap<string, AuditHead>
}

const NOTHING: AuditOutbox = { next: 1, waiting: [], heads: {} }

/** The outbox after a change: with its acts, and without those that have arrived. Nothing is written for that alone. */
const outboxAfter = (
  before: Meta,
  after: Meta,
  by: string,
  now: number,
  { outbox, heads }: AuditState,
): AuditOutbox => {
  const known = before.audit ?? NOTHING
  // Never a number that was given before: the metadata may be an earlier generation than the chains.
  const first = Math.max(known.next, outbox + 1)
  const acts = actsBetween(before, after, by, now).map((act, index) => ({ seq: first + index, act }))
  return {
    next: first + acts.length,
    waiting: [...known.waiting.filter(({ seq }) => seq > outbox), ...acts],
    heads: { ...known.heads, ...Object.fromEntries(heads) },
  }
}

/** Wraps the metadata. `state` is asked in each change, `changed` called when one is durable. */
export const auditedMeta = (
  meta: MetaStore,
  now: () => number,
  state: () => AuditState,
  changed: () => void,
): AuditedMeta => ({
  read: () => meta.read(),
  transact: async (change, by) => {
    const result = await meta.transact((before) => {
      const { meta: after, result: made } = change(before)
      if (after === before) return { meta: before, result: made }
      return { meta: { ...after, audit: outboxAfter(before, after, by, now(), state()) }, result: made }
    })
    changed()
    return result
  },
})
