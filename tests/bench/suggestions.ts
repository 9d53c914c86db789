/** What 1,000 open suggestions cost the person who writes, cards and all, beside the same text without them. */
import { benchPages } from './page-table.ts'
import { BLOCKS } from './whole-page.ts'

export const benchSuggestions = (): Promise<string> =>
  benchPages({
    title: `${BLOCKS} paragraphs in the whole page, with and without suggestions`,
    heads: ['open suggestions'],
    ports: { server: 4892, plain: 4982 },
    rows: [0, 1_000, 0, 1_000].map((suggestions) => ({
      cells: [suggestions],
      measure: async (page) => page.measure(await page.newText(suggestions, 0)),
    })),
  })
