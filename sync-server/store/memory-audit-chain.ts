import type { AuditChain, AuditDelivery, AuditEntry, AuditHead } from '../audit/audit-chain.ts'
import { entryAfter } from '../audit/audit-entry.ts'

/** The chains in memory, for tests: the whole contract but durability. */
export class MemoryAuditChain implements AuditChain {
  readonly #entries = new Map<string, AuditEntry[]>()
  readonly #marks = new Map<string, number>()

  async append({ acts, marks }: AuditDelivery): Promise<ReadonlyMap<string, AuditHead>> {
    const grown = new Map<string, AuditHead>()
    for (const { act, source } of acts) {
      if (source !== null && source.seq <= (this.#marks.get(source.name) ?? 0)) continue
      const entries = this.#entries.get(act.group) ?? []
      const entry = entryAfter(entries.at(-1) ?? null, act)
      this.#entries.set(act.group, [...entries, entry])
      grown.set(act.group, { number: entry.number, hash: entry.hash })
    }
    for (const [name, seq] of marks) this.#marks.set(name, Math.max(seq, this.#marks.get(name) ?? 0))
    return grown
  }

  async marks(): Promise<ReadonlyMap<string, number>> {
    return new Map(this.#marks)
  }

  async heads(): Promise<ReadonlyMap<string, AuditHead>> {
    return new Map(
      [...this.#entries].flatMap(([group, entries]) => {
        const last = entries.at(-1)
        return last === undefined ? [] : [[group, { number: last.number, hash: last.hash }] as const]
      }),
    )
  }

  async read(group: string, from: number, to: number): Promise<readonly AuditEntry[]> {
    return (this.#entries.get(group) ?? []).filter(({ number }) => number >= from && number <= to)
  }

  async forgetSource(name: string): Promise<void> {
    this.#marks.delete(name)
  }
}
