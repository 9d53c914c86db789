import type { Stage } from '#core/access/stages.ts'
import type { AuditedMeta } from './audit/audited-meta.ts'
import { putDocument } from './http/document-list.ts'
import type { StageChanged, StageCopy } from './http/stage-copy.ts'
import { SERVER } from './room/member.ts'
import type { DocumentMeta, Meta } from './store/meta-store.ts'

export interface StageCopiesPorts {
  readonly meta: AuditedMeta
  /** Of the live document. */
  readonly stageOf: (document: string) => Promise<Stage>
  /** What the log of a document ends with, without opening the document; null when that cannot be told. */
  readonly stageInLog: (document: string) => Promise<Stage | null>
  readonly failed: (error: unknown) => void
}

/**
 * The copies of stages in the metadata. A document stands among {@link Meta.stageChanges} from before its stage is
 * changed until its copy has followed: so whatever stops the server in between, the next start looks at the logs of
 * those documents and of no others.
 */
export class StageCopies implements StageCopy {
  readonly #ports: StageCopiesPorts
  /** Changes under way, by document. */
  readonly #acts = new Map<string, number>()
  /** Of which a change was begun here: their own copying says when they are done. */
  readonly #begun = new Set<string>()
  #mending: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(ports: StageCopiesPorts) {
    this.#ports = ports
  }

  async around<T>(document: string, act: () => Promise<T>): Promise<StageChanged<T>> {
    this.#count(document, 1)
    this.#begun.add(document)
    let answer
    try {
      await this.#change((known) => withChange(known, document))
      answer = await act()
    } finally {
      this.#count(document, -1)
    }
    return { answer, document: await this.#follow(document) }
  }

  /** Goes on by itself: at the start, what a crash kept from following the log follows it now. */
  mend(): void {
    this.#mending = this.#mend().catch((error: unknown) => {
      if (!this.#isClosed) this.#ports.failed(error)
    })
  }

  /** Mends no further; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#mending
  }

  async #mend(): Promise<void> {
    const { stageChanges, documents } = this.#ports.meta.read()
    // Metadata of before these were noted: all copies are compared with the logs, once.
    const doubtful = stageChanges ?? Object.keys(documents)
    if (stageChanges?.length === 0) return
    const mended = new Set<string>()
    for (const document of doubtful) {
      if (this.#isClosed) return
      if (await this.#mendOne(document)) mended.add(document)
    }
    await this.#change((known) => {
      const noted = new Set(known.stageChanges ?? [...doubtful, ...this.#begun])
      const left = [...noted].filter((document) => !mended.has(document) || this.#begun.has(document))
      return { ...known, stageChanges: left }
    })
  }

  /** False when it has to be tried again at the next start: a log that cannot be read keeps no other from being. */
  async #mendOne(document: string): Promise<boolean> {
    const listed = this.#ports.meta.read().documents[document]
    if (listed === undefined) return true
    try {
      const stage = await this.#ports.stageInLog(document)
      if (stage === null) return false
      if (stage !== listed.stage) await this.#follow(document)
      return true
    } catch (error) {
      if (!this.#isClosed) this.#ports.failed(error)
      return false
    }
  }

  /** Copies the stage, again if it was changed meanwhile: whoever of several is done last has copied the last one. */
  async #follow(id: string): Promise<DocumentMeta | null> {
    for (;;) {
      // Asked for an erased document, its log would begin again.
      if (this.#ports.meta.read().documents[id] === undefined) return null
      const stage = await this.#ports.stageOf(id)
      const copied = await this.#ports.meta.transact((known) => {
        const document = known.documents[id]
        const rest = this.#isChanging(id) ? known : withoutChange(known, id)
        if (document === undefined) return { meta: rest, result: null }
        const next = document.stage === stage ? document : { ...document, stage }
        return { meta: next === document ? rest : putDocument(rest, next), result: next }
      }, SERVER)
      if (copied === null || (await this.#ports.stageOf(id)) === stage) return copied
    }
  }

  #isChanging(document: string): boolean {
    return this.#acts.has(document)
  }

  #count(document: string, by: 1 | -1): void {
    const acts = (this.#acts.get(document) ?? 0) + by
    if (acts === 0) this.#acts.delete(document)
    else this.#acts.set(document, acts)
  }

  #change(change: (known: Meta) => Meta): Promise<null> {
    return this.#ports.meta.transact((known) => ({ meta: change(known), result: null }), SERVER)
  }
}

/** Where it was never noted which copies may lag, all may: there is nothing to add and nothing to take away. */
const withChange = (known: Meta, document: string): Meta =>
  known.stageChanges === undefined || known.stageChanges.includes(document)
    ? known
    : { ...known, stageChanges: [...known.stageChanges, document] }

const withoutChange = (known: Meta, document: string): Meta =>
  known.stageChanges?.includes(document) === true
    ? { ...known, stageChanges: known.stageChanges.filter((one) => one !== document) }
    : known
