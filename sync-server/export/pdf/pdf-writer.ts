import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { PAGE_TEMPLATE } from './page-template.ts'
import type { PdfPage } from './pdf-page.ts'

/** Shipped with the app: what fonts a server has would make other pages of one text. */
const FONTS = ['400Regular', '700Bold']

const require = createRequire(import.meta.url)

const readFonts = (): Buffer[] =>
  FONTS.map((font) => readFileSync(require.resolve(`@expo-google-fonts/amiri/${font}/Amiri_${font}.ttf`)))

/** Accessible by PDF/UA-1 (ISO 14289). */
const ACCESSIBLE = 'ua-1'

/** Sets pages with Typst, in this process and with nothing but what it is given: no file, no package, no network. */
export class PdfWriter {
  readonly #compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: readFonts() }] })

  /**
   * The same bytes for the same page ([DOC646]). A text with signs that no font here has cannot be accessible by the
   * letter of the norm: it is tagged all the same, and shows boxes for these signs. Throws when it cannot be set.
   */
  write(page: PdfPage): Uint8Array {
    const compiled = this.#compiler.compile({
      mainFileContent: PAGE_TEMPLATE,
      inputs: { page: JSON.stringify(page) },
    })
    const { result } = compiled
    try {
      if (result === null) throw new Error(`the page cannot be set: ${whyOf(compiled.takeError())}`)
      return this.#pdfOf(result)
    } finally {
      // What was set is remembered for the whole process.
      this.#compiler.evictCache(0)
    }
  }

  #pdfOf(document: NodeTypstDocument): Uint8Array {
    try {
      return this.#compiler.pdf(document, { pdfStandard: ACCESSIBLE })
    } catch {
      return this.#compiler.pdf(document, { pdfTags: true })
    }
  }
}

const whyOf = (error: { readonly shortDiagnostics: readonly unknown[] } | null): string =>
  JSON.stringify(error?.shortDiagnostics ?? []).slice(0, 500)
