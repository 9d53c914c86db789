import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coverageOf } from './font-coverage.ts'
import { PAGE_TEMPLATE } from './page-template.ts'
import type { PdfPage } from './pdf-page.ts'

/** Shipped with the app: what fonts a server has would make other pages of one text. */
const FONTS = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic']

const require = createRequire(import.meta.url)

const readFonts = (): Buffer[] =>
  FONTS.map((font) => readFileSync(require.resolve(`@expo-google-fonts/amiri/${font}/Amiri_${font}.ttf`)))

/** Stands for a character that the fonts have no shape for. */
const NO_SHAPE = '◌'
/** Of these there is nothing to see. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u

/** Matches what not all of the fonts have. */
const uncovered = (fonts: readonly Buffer[]): RegExp => {
  const [first, ...others] = fonts.map(coverageOf)
  const codes = [...(first ?? [])].filter((code) => others.every((other) => other.has(code)))
  return new RegExp(`[^${codes.map((code) => `\\u{${code.toString(16)}}`).join('')}]`, 'gu')
}

/** Accessible by PDF/UA-1 (ISO 14289). */
const ACCESSIBLE = { pdfStandard: 'ua-1' } as const

/** Sets pages with Typst, in this process and with nothing but what it is given: no file, no package, no network. */
export class PdfWriter {
  readonly #compiler: NodeCompiler
  readonly #uncovered: RegExp

  constructor() {
    const fonts = readFonts()
    this.#compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
    this.#uncovered = uncovered(fonts)
  }

  /**
   * The same bytes for the same page ([DOC646]). What the fonts have no shape for is `◌` ([DOC644]): other fonts would
   * be those of the machine, an empty box is against PDF/UA, and where it stands among letters that run from right to
   * left Typst 0.14 ends the process. Throws when the page cannot be set.
   */
  write(page: PdfPage): Uint8Array {
    const shown = JSON.stringify(page).replace(this.#uncovered, (sign) => (UNSEEN.test(sign) ? '' : NO_SHAPE))
    const compiled = this.#compiler.compile({ mainFileContent: PAGE_TEMPLATE, inputs: { page: shown } })
    try {
      const { result } = compiled
      if (result === null) throw new Error(`the page cannot be set: ${whyOf(compiled.takeError())}`)
      return this.#compiler.pdf(result, ACCESSIBLE)
    } finally {
      // What was set is remembered for the whole process.
      this.#compiler.evictCache(0)
    }
  }
}

const whyOf = (error: { readonly shortDiagnostics: readonly unknown[] } | null): string =>
  JSON.stringify(error?.shortDiagnostics ?? []).slice(0, 500)
