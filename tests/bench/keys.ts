/** What a key costs in a page whose caret stands in a text. */
import type { Page } from '@playwright/test'
import { quantile } from './statistics.ts'

const WARM = 10
const KEYS = 80

export interface KeyFigures {
  /** Milliseconds from the key to the paint after it. */
  readonly p50: number
  readonly p95: number
  /** Milliseconds of script for each key. */
  readonly script: number
}

/** Collects the milliseconds from each key to the paint after it in `window.keyTimes`. */
const watchKeys = `
  window.keyTimes = []
  document.addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - timeStamp), 0))
  }, { capture: true })
`

/** Asks how many seconds of script the page has run. */
export const scriptSeconds = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN
  }
}

/** Puts the caret into a paragraph in the middle of a text of so many, by a click: the pointer then lies over the text. */
export const enterMiddle = async (page: Page, paragraphs: number): Promise<void> => {
  const middle = page.locator('[contenteditable] p').nth(paragraphs / 2 + 1)
  await middle.scrollIntoViewIfNeeded()
  await middle.click()
}

/** Writes one letter after the other where the caret is. */
export const measureKeys = async (page: Page): Promise<KeyFigures> => {
  await page.evaluate(watchKeys)
  for (let i = 0; i < WARM; i++) await page.keyboard.press('KeyA')
  await page.evaluate('window.keyTimes = []')
  const scripted = await scriptSeconds(page)
  const before = await scripted()
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('KeyA')
    await page.waitForTimeout(40)
  }
  const after = await scripted()
  const times: number[] = await page.evaluate('window.keyTimes')
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    script: ((after - before) * 1000) / KEYS,
  }
}
