/** What 1,000 open suggestions and 300 open discussions cost the person who writes, beside the same text with neither. */
import { benchPages } from './page-table.ts'
import { BLOCKS, THREADS } from './whole-page.ts'

const ROWS = [
  [0, 0],
  [0, THREADS],
  [1_000, 0],
  [1_000, THREADS],
  [0, 0],
  [1_000, THREADS],
] as const

export const benchThreads = (): Promise<string> =>
  benchPages({
    title: `${BLOCKS} paragraphs in the whole page, with suggestions and discussions`,
    heads: ['suggestions', 'discussions'],
    ports: { server: 4893, plain: 4983 },
    rows: ROWS.map(([suggestions, threads]) => ({
      cells: [suggestions, threads],
      measure: async (page) => page.measure(await page.newText(suggestions, threads)),
    })),
  })
