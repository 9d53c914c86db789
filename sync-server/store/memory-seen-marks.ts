import type { SeenMark, SeenMarks } from './seen-marks.ts'

/** Seen marks in memory, for tests: the whole contract but durability. */
export class MemorySeenMarks implements SeenMarks {
  /** Document → member → mark. */
  readonly #marks = new Map<string, Map<string, SeenMark>>()

  async get(document: string, member: string): Promise<SeenMark | null> {
    return this.#marks.get(document)?.get(member) ?? null
  }

  async put(document: string, member: string, mark: SeenMark): Promise<SeenMark> {
    const marks = this.#marks.get(document) ?? new Map<string, SeenMark>()
    const before = marks.get(member)
    if (before !== undefined && before.seq >= mark.seq) return before
    this.#marks.set(document, marks.set(member, mark))
    return mark
  }

  async of(member: string): Promise<ReadonlyMap<string, SeenMark>> {
    return new Map(
      [...this.#marks].flatMap(([document, marks]) => {
        const mark = marks.get(member)
        return mark === undefined ? [] : [[document, mark] as const]
      }),
    )
  }

  async removeDocument(document: string): Promise<void> {
    this.#marks.delete(document)
  }

  async removeMember(member: string): Promise<void> {
    for (const marks of this.#marks.values()) marks.delete(member)
  }
}
