/** Tables of the whole page beside plain Tiptap in the same browser. */
import { AIMED, FIGURES, figures, middleOf, plainFigures } from './aims.ts'
import { type PlainPage, measureTiptap, openPlainPage } from './plain-page.ts'
import { table } from './statistics.ts'
import { openWholePage, type PageFigures, type WholePage } from './whole-page.ts'

/** A row: what stands before its figures, and how they are found. */
export interface PageRow {
  readonly cells: readonly (string | number)[]
  readonly measure: (page: WholePage) => Promise<PageFigures>
}

export interface PageTable {
  readonly title: string
  /** What stands over the cells of a row. */
  readonly heads: readonly string[]
  readonly ports: { readonly server: number; readonly plain: number }
  readonly rows: readonly PageRow[]
}

/** Measures plain Tiptap, the rows in turn, and plain Tiptap again; prints the table. */
export const benchPages = async ({ title, heads, ports, rows }: PageTable): Promise<string> => {
  const plain: PlainPage = await openPlainPage(ports.plain)
  const whole = await openWholePage(ports.server)
  try {
    const tiptap = [await measureTiptap(whole.browser, plain)]
    const found: (readonly [PageRow, PageFigures])[] = []
    for (const row of rows) found.push([row, await row.measure(whole)])
    tiptap.push(await measureTiptap(whole.browser, plain))
    const middle = middleOf(tiptap)
    const lines = [
      [...heads, ...FIGURES],
      ...tiptap.map((one) => ['plain Tiptap', ...heads.slice(1).map(() => '–'), ...plainFigures(one)]),
      ...found.map(([{ cells }, one]) => [...cells, ...figures(one, middle)]),
    ]
    const section = `### ${title}\n\n${AIMED}\n\n${table(lines)}`
    console.log(section)
    return section
  } finally {
    await whole.close()
    await plain.close()
  }
}
