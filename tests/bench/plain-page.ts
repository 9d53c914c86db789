/** The page of the client benchmark (client-page/), built and served: one kind of editor and nothing around it. */
import { resolve } from 'node:path'
import type { Browser } from '@playwright/test'
import { build, preview } from 'vite'
import { enterMiddle, type KeyFigures, measureKeys } from './keys.ts'
import { BLOCKS, VIEWPORT } from './whole-page.ts'

export interface PlainPage {
  readonly address: string
  readonly close: () => Promise<void>
}

export const openPlainPage = async (port: number): Promise<PlainPage> => {
  const root = resolve('tests/bench/client-page')
  const outDir = resolve('.cache/bench-client')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  })
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { port },
  })
  return { address: `http://localhost:${port}/`, close: () => server.close() }
}

/** Plain Tiptap with as many paragraphs as the whole page has: what the figures of that are compared with. */
export const measureTiptap = async (browser: Browser, { address }: PlainPage): Promise<KeyFigures> => {
  const page = await browser.newPage({ viewport: VIEWPORT })
  try {
    await page.goto(address)
    await page.evaluate((blocks) => window.bench.mount('tiptap', blocks), BLOCKS)
    await page.waitForTimeout(1_000)
    await enterMiddle(page, BLOCKS)
    return await measureKeys(page)
  } finally {
    await page.close()
  }
}
