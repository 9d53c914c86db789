import { Serial } from '../log/serial.ts'
import { foldFinal, NO_HISTORY, type FinalHistory, type FinalRecord } from '../room/final-history.ts'
import type { UpdateLog } from '../room/update-log.ts'
import type { ExportedFinal, FinalStore, KnownFinals } from './final-store.ts'

/** A final text, and whose it is. */
export interface FoundFinal {
  readonly document: string
  readonly final: FinalRecord
}

/** By what a text is found again. */
export type FoundBy = 'file' | 'canonical' | 'wording'

/** Of one document: no group exports a text in so many different ways. */
const MAX_EXPORTS = 200

const NOTHING: KnownFinals = { history: NO_HISTORY, isBehind: false, exports: [] }

/**
 * Every text that was ever final, found by what it is known by [DOC565]. In memory, since they are few; what is kept
 * says of each document how far its log was read, and that it is behind before a change of stage is begun, so that
 * whatever stops the server in between is read from the log at the next start.
 */
export class FinalRegistry {
  readonly #log: UpdateLog
  readonly #store: FinalStore
  readonly #known: Map<string, KnownFinals>
  readonly #serial = new Serial()
  readonly #report: (error: unknown) => void
  /** Changes of stage under way, by document. */
  readonly #acts = new Map<string, number>()
  readonly #ready: Promise<void>
  #index: ReadonlyMap<string, readonly FoundFinal[]> | null = null
  #isClosed = false

  private constructor(
    log: UpdateLog,
    store: FinalStore,
    kept: ReadonlyMap<string, KnownFinals> | null,
    report: (error: unknown) => void,
  ) {
    this.#log = log
    this.#store = store
    this.#known = new Map(kept)
    this.#report = report
    this.#ready = (kept === null ? this.#build() : this.#catchUp()).catch(report)
  }

  /** Reads what is kept. What the logs say beyond it is read behind this: {@link ready} waits for it. */
  static async open(
    log: UpdateLog,
    store: FinalStore,
    report: (error: unknown) => void,
  ): Promise<FinalRegistry> {
    return new FinalRegistry(log, store, await store.all(), report)
  }

  /** Resolves when every final text that the logs tell of is known here, as far as they can be read. */
  async ready(): Promise<void> {
    await this.#ready
    await this.#catchUp()
  }

  /** Reads no further logs; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#ready
  }

  /** Stages and final texts of a document; null of one that was never final. */
  async history(document: string): Promise<FinalHistory | null> {
    await this.#ready
    if (this.#known.get(document)?.isBehind === true) await this.#refresh(document)
    const history = this.#known.get(document)?.history
    return history === undefined || history.finals.length === 0 ? null : history
  }

  /**
   * Around everything that may change a stage to or from `final`: what it did is known here, durably, when this
   * resolves, and at the next start whenever the server stops in between.
   */
  async around<T>(document: string, act: () => Promise<T>): Promise<T> {
    this.#acts.set(document, this.#actsOn(document) + 1)
    try {
      await this.#serial.run(() => this.#keep(document, this.#known.get(document) ?? NOTHING))
      return await act()
    } finally {
      this.#acts.set(document, this.#actsOn(document) - 1)
      await this.#refresh(document)
    }
  }

  /** Reads on, where a document is known here at all. */
  async catchUp(document: string): Promise<void> {
    if (this.#known.has(document)) await this.#refresh(document)
  }

  /** The final texts with this hash, those that hold before those that do not, the newest first. */
  find(by: FoundBy, sha256: string): readonly FoundFinal[] {
    this.#index ??= this.#newIndex()
    return this.#index.get(`${by} ${sha256}`) ?? []
  }

  byId(id: string): FoundFinal | null {
    this.#index ??= this.#newIndex()
    return this.#index.get(`id ${id}`)?.[0] ?? null
  }

  /** Those that hold now, the newest first. */
  current(): readonly FoundFinal[] {
    return [...this.#all()].filter(({ final }) => final.superseded === null).sort(newestFirst)
  }

  /** A document was exported as it stood at the entry `seq`, while it was final: the file is known from now on. */
  async noteExport(document: string, seq: number, format: string, sha256: string): Promise<void> {
    const history = await this.history(document)
    const final = history?.finals.findLast(({ version }) => version <= seq)
    if (final === undefined || final.files.includes(sha256)) return
    await this.#serial.run(async () => {
      const known = this.#known.get(document)
      const isKnown = known?.exports.some((one) => one.sha256 === sha256 && one.final === final.id)
      if (known === undefined || isKnown === true || known.exports.length >= MAX_EXPORTS) return
      const exported: ExportedFinal = { final: final.id, format, sha256 }
      await this.#keep(document, { ...known, exports: [...known.exports, exported] })
    })
  }

  /** Nothing of an erased document is known here any more. */
  forget(document: string): Promise<void> {
    return this.#serial.run(() => this.#forget(document))
  }

  #actsOn(document: string): number {
    return this.#acts.get(document) ?? 0
  }

  /** Reads on in the log; durable when it resolves. */
  #refresh(document: string): Promise<void> {
    return this.#serial.run(async () => {
      const before = this.#known.get(document) ?? NOTHING
      const history = await this.#readOn(document, before.history)
      const isKept = history.finals.length > 0 || this.#actsOn(document) > 0
      if (isKept) await this.#keep(document, { ...before, history })
      else await this.#forget(document)
    })
  }

  async #readOn(document: string, from: FinalHistory): Promise<FinalHistory> {
    let history = from
    for await (const entry of this.#log.read(document, from.seq + 1, Number.MAX_SAFE_INTEGER))
      history = foldFinal(history, entry)
    return history
  }

  async #catchUp(): Promise<void> {
    for (const [document, { isBehind }] of this.#known)
      if (isBehind && this.#actsOn(document) === 0) await this.#tryRefresh(document)
  }

  /** Looks through every log, once in the life of a store. */
  async #build(): Promise<void> {
    for (const document of (await this.#log.heads()).keys()) await this.#tryRefresh(document)
    if (!this.#isClosed) await this.#store.markBuilt()
  }

  /** A log that cannot be read keeps no other from being; it is tried again at the next start. */
  async #tryRefresh(document: string): Promise<void> {
    if (this.#isClosed) return
    try {
      await this.#refresh(document)
    } catch (error) {
      this.#report(error)
      if (!this.#isClosed && !this.#known.has(document))
        await this.#store.write(document, { ...NOTHING, isBehind: true })
    }
  }

  async #keep(document: string, known: KnownFinals): Promise<void> {
    const finals = { ...known, isBehind: this.#actsOn(document) > 0 }
    await this.#store.write(document, finals)
    this.#known.set(document, finals)
    this.#index = null
  }

  async #forget(document: string): Promise<void> {
    if (!this.#known.has(document)) return
    await this.#store.remove(document)
    this.#known.delete(document)
    this.#index = null
  }

  *#all(): Iterable<FoundFinal> {
    for (const [document, { history }] of this.#known)
      for (const final of history.finals) yield { document, final }
  }

  #newIndex(): ReadonlyMap<string, readonly FoundFinal[]> {
    const index = new Map<string, FoundFinal[]>()
    const add = (key: string, found: FoundFinal): void => {
      const there = index.get(key)
      if (there === undefined) index.set(key, [found])
      else if (!there.includes(found)) there.push(found)
    }
    for (const found of this.#all()) {
      const { id, sha256, wordings, files } = found.final
      const exports = this.#known.get(found.document)?.exports ?? []
      add(`id ${id}`, found)
      add(`canonical ${sha256}`, found)
      for (const one of wordings) add(`wording ${one}`, found)
      for (const one of files) add(`file ${one}`, found)
      for (const one of exports) if (one.final === id) add(`file ${one.sha256}`, found)
    }
    for (const there of index.values()) there.sort(newestFirst)
    return index
  }
}

const newestFirst = (one: FoundFinal, other: FoundFinal): number =>
  Number(one.final.superseded !== null) - Number(other.final.superseded !== null) ||
  other.final.finalAt - one.final.finalAt
