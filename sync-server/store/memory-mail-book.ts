import type { MailBook, MailRecord } from '../mail/mail-book.ts'

/** Who wants mail, in memory, for tests: the whole contract but durability. */
export class MemoryMailBook implements MailBook {
  readonly #records = new Map<string, MailRecord>()
  readonly #off = new Map<string, Map<string, number>>()

  async get(member: string): Promise<MailRecord | null> {
    return this.#records.get(member) ?? null
  }

  async all(): Promise<readonly MailRecord[]> {
    return [...this.#records.values()]
  }

  async change(
    member: string,
    change: (now: MailRecord | null) => MailRecord | null,
  ): Promise<MailRecord | null> {
    const next = change(this.#records.get(member) ?? null)
    if (next === null) {
      this.#records.delete(member)
      this.#off.delete(member)
    } else this.#records.set(member, next)
    return next
  }

  async addOff(member: string, hash: string, at: number, keepFrom: number): Promise<void> {
    if (!this.#records.has(member)) return
    const kept = [...(this.#off.get(member) ?? [])].filter(([, made]) => made >= keepFrom)
    this.#off.set(member, new Map([...kept, [hash, at]]))
  }

  async hasOff(member: string, hash: string): Promise<boolean> {
    return this.#off.get(member)?.has(hash) ?? false
  }
}
