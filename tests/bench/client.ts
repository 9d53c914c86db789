/** The editor in a browser beside a bare contenteditable, plain Tiptap and Tiptap on y-tiptap, in the same run. */
import { type Page, chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import type { Kind } from './client-page/page.ts'
import { scriptSeconds } from './keys.ts'
import { openPlainPage } from './plain-page.ts'
import { quantile, round, table } from './statistics.ts'

const KINDS: readonly Kind[] = ['contenteditable', 'tiptap', 'y-tiptap', 'siyagha']
const CASES = [
  [100, 0],
  [1000, 0],
  [5000, 0],
  [100, 200_000],
] as const
const KEYS = 60

interface Figures {
  readonly load: number
  readonly p50: number
  readonly p95: number
  readonly script: number
  readonly remote: number
}

const measure = async (
  page: Page,
  address: string,
  kind: Kind,
  blocks: number,
  edits: number,
): Promise<Figures> => {
  await page.goto(address)
  await page.evaluate(([k, b, e]) => window.bench.prepare(k, b, e), [kind, blocks, edits] as const)
  const load = await page.evaluate(([k, b]) => window.bench.mount(k, b), [kind, blocks] as const)
  await page.waitForTimeout(500)
  await page.evaluate(() => window.bench.focus())
  for (let i = 0; i < 10; i++) await page.keyboard.press('KeyA')
  await page.evaluate(() => window.bench.latencies())
  const scripted = await scriptSeconds(page)
  const before = await scripted()
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('KeyA')
    await page.waitForTimeout(30)
  }
  const after = await scripted()
  const latencies = await page.evaluate(() => window.bench.latencies())
  const remote = await page.evaluate(([k]) => window.bench.remote(k, 100), [kind] as const)
  return {
    load,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    script: ((after - before) * 1000) / KEYS,
    remote: quantile(remote, 0.5),
  }
}

export const benchClient = async (): Promise<string> => {
  const plain = await openPlainPage(4980)
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  const sections: string[] = []
  try {
    for (const [blocks, edits] of CASES) {
      const rows: (string | number)[][] = [
        ['editor', 'load to paint ms', 'key to paint p50 ms', 'p95 ms', 'script ms a key', 'remote key ms'],
      ]
      for (const kind of KINDS) {
        if (edits > 0 && kind !== 'y-tiptap' && kind !== 'siyagha') continue
        const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
        const f = await measure(page, plain.address, kind, blocks, edits)
        await page.close()
        rows.push([
          kind,
          round(f.load, 0),
          round(f.p50),
          round(f.p95),
          round(f.script, 2),
          Number.isNaN(f.remote) ? '–' : round(f.remote, 2),
        ])
      }
      const title =
        edits === 0 ? `${blocks} paragraphs` : `${blocks} paragraphs after ${edits} scattered edits`
      sections.push(`### ${title}\n\n${table(rows)}`)
      console.log(sections.at(-1))
    }
  } finally {
    await browser.close()
    await plain.close()
  }
  return sections.join('\n\n')
}
