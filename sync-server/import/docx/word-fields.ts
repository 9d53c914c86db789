/** A field of Word (`HYPERLINK`, `PAGE`, `TOC` …): its instruction, then the text that it gave. */
interface Field {
  instruction: string
  isResult: boolean
}

/** Deeper than Word nests them. */
const MAX_OPEN = 32

/** The fields that are open where the text is read. The text of a result is text; an instruction never is. */
export class WordFields {
  #open: Field[] = []

  /** Is what comes now part of an instruction? */
  get isInInstruction(): boolean {
    return this.#open.some(({ isResult }) => !isResult)
  }

  /** The address of the innermost link around what comes now. */
  get address(): string | null {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const field = this.#open[at]
      const address = field?.isResult === true ? addressIn(field.instruction) : null
      if (address !== null) return address
    }
    return null
  }

  character(type: string | undefined): void {
    if (type === 'begin') {
      if (this.#open.length < MAX_OPEN) this.#open.push({ instruction: '', isResult: false })
    } else if (type === 'separate') {
      const field = this.#open[this.#open.length - 1]
      if (field !== undefined) field.isResult = true
    } else if (type === 'end') this.#open.pop()
  }

  instruction(text: string): void {
    const field = this.#open[this.#open.length - 1]
    if (field !== undefined && !field.isResult && field.instruction.length < 5_000) field.instruction += text
  }

  /** An instruction does not go over the end of a paragraph: a field that was never finished must not swallow the rest. */
  endParagraph(): void {
    this.#open = this.#open.filter(({ isResult }) => isResult)
  }
}

/** The address in the instruction of a link; null for another field, and for a place in the same file. */
export const addressIn = (instruction: string): string | null =>
  /^\s*HYPERLINK\s+"([^"]{1,4000})"/iu.exec(instruction)?.[1] ??
  /^\s*HYPERLINK\s+([^\s\\"]{1,4000})/iu.exec(instruction)?.[1] ??
  null
