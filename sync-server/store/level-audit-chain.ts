import { z } from 'zod'
import type { AuditChain, AuditDelivery, AuditEntry, AuditHead } from '../audit/audit-chain.ts'
import { entryAfter, lineOf, readLine } from '../audit/audit-entry.ts'
import type { LevelDatabase, LevelView, Operation } from '../log/level-database.ts'
import { nameKey, nameOf, seqKey, seqOf, seqRange, spaceRange } from '../log/level-keys.ts'
import { sealJson, unsealJson } from '../log/sealed-value.ts'
import { Serial } from '../log/serial.ts'
import { StoreDamagedError } from '../log/store-errors.ts'

const storedHead = z.object({ number: z.int().positive(), hash: z.string() })
const storedMark = z.int().nonnegative()

/** So many values are read in one go. */
const PAGE = 1_000
const encoder = new TextEncoder()

/** The chains in LevelDB: the line of each entry under its group and number, unsealed, since its hash guards it. */
export class LevelAuditChain implements AuditChain {
  readonly #database: LevelDatabase
  readonly #serial = new Serial()

  private constructor(database: LevelDatabase) {
    this.#database = database
  }

  /** Rejects where it is unreadable how far the audit has got: nothing may be appended behind an unknown end. */
  static async open(database: LevelDatabase): Promise<LevelAuditChain> {
    const chain = new LevelAuditChain(database)
    await Promise.all([chain.heads(), chain.marks()])
    return chain
  }

  append({ acts, marks }: AuditDelivery): Promise<ReadonlyMap<string, AuditHead>> {
    return this.#serial.run(async () => {
      const names = new Set([...marks.keys(), ...acts.flatMap(({ source }) => source?.name ?? [])])
      const [known, heads] = await this.#database.view((view) =>
        Promise.all([
          readAll([...names], (name) => readMark(view, name)),
          readAll([...new Set(acts.map(({ act }) => act.group))], (group) => readHead(view, group)),
        ]),
      )
      const operations: Operation[] = []
      const grown = new Map<string, AuditHead>()
      for (const { act, source } of acts) {
        if (source !== null && source.seq <= (known.get(source.name) ?? 0)) continue
        const entry = entryAfter(grown.get(act.group) ?? heads.get(act.group) ?? null, act)
        const key = seqKey('audit', act.group, entry.number)
        operations.push({ type: 'put', key, value: encoder.encode(lineOf(entry)) })
        grown.set(act.group, { number: entry.number, hash: entry.hash })
      }
      for (const [group, head] of grown) operations.push(put(nameKey('auditHead', group), head))
      for (const [name, seq] of marks)
        if (seq > (known.get(name) ?? 0)) operations.push(put(nameKey('auditMark', name), seq))
      if (operations.length > 0) await this.#database.write(operations)
      return grown
    })
  }

  marks(): Promise<ReadonlyMap<string, number>> {
    return this.#database.view(async (view) => {
      const records = await view.records(spaceRange('auditMark'))
      return new Map(records.map(([key, value]) => [nameOf('auditMark', key), markOf(key, value)]))
    })
  }

  heads(): Promise<ReadonlyMap<string, AuditHead>> {
    return this.#database.view(async (view) => {
      const records = await view.records(spaceRange('auditHead'))
      return new Map(records.map(([key, value]) => [nameOf('auditHead', key), headOf(key, value)]))
    })
  }

  read(group: string, from: number, to: number): Promise<readonly AuditEntry[]> {
    return this.#database.view(async (view) => {
      const entries: AuditEntry[] = []
      for (let first = Math.max(1, from); first <= to; first += PAGE) {
        const last = Math.min(to, first + PAGE - 1)
        const records = await view.records(seqRange('audit', group, first, last))
        for (const [key, value] of records) {
          const read = readLine(value)
          if (!read.ok || read.value.number !== seqOf(key) || read.value.group !== group)
            throw new StoreDamagedError(`entry ${seqOf(key)} of the audit is not what was written`)
          entries.push(read.value)
        }
        if (records.length === 0) break
      }
      return entries
    })
  }

  async forgetSource(name: string): Promise<void> {
    await this.#serial.run(() => this.#database.write([{ type: 'del', key: nameKey('auditMark', name) }]))
  }
}

const put = (key: Uint8Array, json: unknown): Operation => ({ type: 'put', key, value: sealJson(key, json) })

const readAll = async <T>(
  names: readonly string[],
  read: (name: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> =>
  new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)))

const readMark = async (view: LevelView, name: string): Promise<number> => {
  const key = nameKey('auditMark', name)
  const value = await view.get(key)
  return value === null ? 0 : markOf(key, value)
}

const readHead = async (view: LevelView, group: string): Promise<AuditHead | null> => {
  const key = nameKey('auditHead', group)
  const value = await view.get(key)
  return value === null ? null : headOf(key, value)
}

const markOf = (key: Uint8Array, value: Uint8Array): number => {
  const mark = storedMark.safeParse(unsealJson(key, value))
  if (!mark.success) throw new StoreDamagedError('how far the audit has got is unreadable')
  return mark.data
}

const headOf = (key: Uint8Array, value: Uint8Array): AuditHead => {
  const head = readStoredHead(key, value)
  if (head === null) throw new StoreDamagedError('where the audit ends is unreadable')
  return head
}

/** Null when it is damaged. */
export const readStoredHead = (key: Uint8Array, value: Uint8Array): AuditHead | null => {
  const head = storedHead.safeParse(unsealJson(key, value))
  return head.success ? head.data : null
}
