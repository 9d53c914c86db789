import * as Y from 'yjs'
import { boundsOf, type Act, type Bounds, type Doubt } from './word-bounds.ts'
import { copiesIn, idOf, type WordCopy } from './word-copies.ts'

/** The world gives the server client ids from here on. */
const SERVER_CLIENTS = 0xf000_0000

export interface FatesOutcome {
  /** Words of which it is certain how often they stand, those of them that the restore took away, and that it brought. */
  readonly exact: number
  readonly taken: number
  readonly brought: number
  /** Words of which only the most is certain, or less, by the reason. */
  readonly doubts: ReadonlyMap<Doubt, number>
  readonly faults: readonly string[]
}

/**
 * What must have become of each word of a session with a restore in it. Every word is one person's, every copy of it
 * was written by somebody, and every act was done by a page that knew of the restore or did not: by that a word stands
 * as often as the restore left it, but for what was done with it since ({@link boundsOf}).
 */
export class RestoreFates {
  /** By word how it was typed, null for those of the beginning, and who proposed it by that. */
  readonly #typed = new Map<
    string,
    { readonly copy: WordCopy | null; readonly owners: ReadonlySet<string> }
  >()
  readonly #acts: Act[] = []
  /** Those that are no part of the text that the restore found; null before it. */
  #later: Act[] | null = null
  readonly #refused = new Set<string>()
  /** What the restore found and left. */
  #found: ReadonlyMap<string, WordCopy> = new Map()
  #left: ReadonlyMap<string, WordCopy> = new Map()
  /** What everybody, the server included, had written when it was done. */
  #clocks: ReadonlyMap<number, number> = new Map()

  /** A word that was there before anybody did anything. */
  noteFirst(word: string): void {
    this.#typed.set(word, { copy: null, owners: new Set() })
  }

  /** One act of a page, by what stood on it before and stands there now; `token` is the word that was to be typed. */
  noteAct(
    { member, knows, what }: Pick<Act, 'member' | 'knows' | 'what'>,
    before: ReadonlyMap<string, WordCopy>,
    doc: Y.Doc,
    token: string,
  ): void {
    const after = copiesIn(doc)
    const typed = [...after.values()].find(({ word }) => word === token)
    if (typed !== undefined) this.#typed.set(token, { copy: typed, owners: new Set(typed.proposers) })
    const gone = [...before].flatMap(([id, copy]) => (after.has(id) ? [] : [copy]))
    const come = [...after].flatMap(([id, copy]) => (before.has(id) ? [] : [copy]))
    if (gone.length + come.length === 0) return
    const act = { member, knows, what, gone, come }
    this.#acts.push(act)
    this.#later?.push(act)
  }

  /** The work of a page was refused. */
  noteRefused(member: string): void {
    for (const { member: one, gone, come } of this.#acts)
      if (one === member) for (const { word } of [...gone, ...come]) this.#refused.add(word)
  }

  /** @param found the text that the restore found, and `left` the one that it left. */
  noteRestore(found: Y.Doc, left: Y.Doc): void {
    this.#found = copiesIn(found)
    this.#left = copiesIn(left)
    this.#clocks = Y.decodeStateVector(Y.encodeStateVector(left))
    const isKnown = ({ client, clock }: WordCopy): boolean => clock < Y.getState(found.store, client)
    this.#later = this.#acts.flatMap((act) => {
      const come = act.come.filter((copy) => !isKnown(copy))
      const gone = act.gone.filter((copy) => !isKnown(copy) || this.#found.has(idOf(copy)))
      return come.length + gone.length === 0 ? [] : [{ ...act, come, gone }]
    })
  }

  /** Has a page got the text of the restore? */
  isRestoredIn(doc: Y.Doc): boolean {
    const copies = copiesIn(doc)
    return (
      [...this.#found.keys()].every((id) => this.#left.has(id) || !copies.has(id)) &&
      [...this.#left].every(
        ([id, { client, clock }]) => this.#found.has(id) || clock < Y.getState(doc.store, client),
      )
    )
  }

  /**
   * Is a suggestion on what a page that did not know of the restore wrote anew, by undo or by moving a paragraph, or on
   * a block that the server put back for the words that somebody had typed in it?
   */
  isUnaware(id: string, doc: Y.Doc): boolean {
    const acts = this.#later ?? []
    const come = acts.flatMap((act) => (act.knows ? [] : act.come))
    const words = new Set(come.flatMap(({ word }) => (word === '¶' ? [] : [word])))
    const seen = [...copiesIn(doc).values(), ...acts.flatMap(({ gone }) => gone)]
    return [...come, ...seen.filter((copy) => words.has(copy.word) || this.#isPutBack(copy))].some(
      ({ suggestions }) => suggestions.includes(id),
    )
  }

  /** A block to which the server gave a marker. */
  #isPutBack(copy: WordCopy): boolean {
    return copy.word === '¶' && this.#isByServer(copy)
  }

  check(doc: Y.Doc): FatesOutcome {
    const copies = copiesIn(doc)
    const [before, left, now] = [this.#found, this.#left, copies].map((one) => this.#standing(one))
    const doubts = new Map<Doubt, number>()
    const faults: string[] = []
    let [exact, taken, brought] = [0, 0, 0]
    for (const word of this.#typed.keys()) {
      const [was, stayed, is] = [before, left, now].map((one) => one?.get(word)?.length ?? 0)
      if (was === undefined || stayed === undefined || is === undefined) continue
      const { least, most, doubt } = this.#boundsOf(word, left?.get(word) ?? [], copies)
      if (doubt !== null) doubts.set(doubt, (doubts.get(doubt) ?? 0) + 1)
      else {
        exact++
        if (was > stayed) taken++
        if (was < stayed) brought++
      }
      if (is < least || is > most)
        faults.push(
          `${word} is there ${is} times, not ${least}–${most} (${doubt ?? 'certain'}); ` +
            `${was} before and ${stayed} after the restore; ${this.#storyOf(word, copies)}`,
        )
    }
    return { exact, taken, brought, doubts, faults }
  }

  #boundsOf(word: string, left: readonly string[], copies: ReadonlyMap<string, WordCopy>): Bounds {
    const of = (all: readonly WordCopy[]): readonly WordCopy[] =>
      all.filter((copy) => copy.word === word && this.#counts(copy))
    const acts = (this.#later ?? []).flatMap((act) => {
      const [gone, come] = [of(act.gone), of(act.come)]
      return gone.length + come.length === 0 ? [] : [{ ...act, gone, come }]
    })
    const first = this.#typed.get(word)?.copy ?? null
    const typed = first !== null && acts.some(({ come }) => come.includes(first)) ? first : null
    const bounds = boundsOf({
      acts,
      typed,
      left,
      byServer: of([...copies.values()]).filter((copy) => this.#isByServer(copy)).length,
      isServersGone: acts.some(({ gone }) => gone.some((copy) => this.#isByServer(copy))),
    })
    if (this.#refused.has(word)) return { least: 0, most: bounds.most + 1, doubt: 'refused' }
    return this.#isMixed(word, copies) ? { least: 0, most: Infinity, doubt: 'mixed' } : bounds
  }

  /** Did the server write it since the restore? */
  #isByServer({ client, clock }: WordCopy): boolean {
    return client >= SERVER_CLIENTS && clock >= (this.#clocks.get(client) ?? 0)
  }

  /** A proposal to move a word holds a copy of it, which is another's: that does not count. */
  #counts({ word, proposers }: WordCopy): boolean {
    return proposers.every((one) => this.#typed.get(word)?.owners.has(one) ?? false)
  }

  /**
   * Does any copy count at one time and not at another? Or did the server carry what somebody brings back of a proposed
   * copy: it may come without the mark (docs/CAVEATS.md).
   */
  #isMixed(word: string, copies: ReadonlyMap<string, WordCopy>): boolean {
    const seen = new Map<string, boolean>()
    const acts = this.#acts.flatMap(({ gone, come }) => [...gone, ...come])
    for (const copy of [...acts, ...this.#found.values(), ...this.#left.values(), ...copies.values()]) {
      if (copy.word !== word) continue
      const counts = this.#counts(copy)
      if ((seen.get(idOf(copy)) ?? counts) !== counts) return true
      seen.set(idOf(copy), counts)
    }
    const isCarried = [...copies.values()].some((copy) => copy.word === word && this.#isByServer(copy))
    const isBack = (act: Act): boolean =>
      (act.what === 'undo' || act.what === 'redo') &&
      act.come.some((copy) => copy.word === word && !this.#counts(copy))
    return isCarried && (this.#later ?? []).some(isBack)
  }

  /** The copies of each word, of those that count. */
  #standing(copies: ReadonlyMap<string, WordCopy>): ReadonlyMap<string, readonly string[]> {
    const standing = new Map<string, readonly string[]>()
    for (const [id, copy] of copies)
      if (this.#counts(copy)) standing.set(copy.word, [...(standing.get(copy.word) ?? []), id])
    return standing
  }

  /** What was done with a word since, and the copies of it that there are. */
  #storyOf(word: string, copies: ReadonlyMap<string, WordCopy>): string {
    const ids = (all: readonly WordCopy[]): string =>
      all.flatMap((copy) => (copy.word === word ? [`${idOf(copy)}${copy.proposers.join('')}`] : [])).join()
    const acts = (this.#later ?? []).flatMap(({ member, what, knows, gone, come }) => {
      const [away, anew] = [ids(gone), ids(come)]
      return away + anew === '' ? [] : [`${member} ${knows ? '' : 'un'}aware ${what} -${away} +${anew}`]
    })
    return `${acts.join('; ')}; now ${ids([...copies.values()])}`
  }
}
