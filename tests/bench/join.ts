/** Coming in by a link: from the name that is given to the text that can be read, in a browser that has nothing of the product yet. */
import { quantile, round, table } from './statistics.ts'
import { BLOCKS, openWholePage, VIEWPORT, watchLoad, type WholePage } from './whole-page.ts'

/** Milliseconds from the name to the readable text. */
const AIM = 1_500
const TIMES = 5

/** The moment in which the name was given, in `window.enteredAt`. */
const watchEntering = `addEventListener('submit', () => { window.enteredAt = performance.now() }, { capture: true })`

/** @param resting milliseconds that somebody takes for their name. */
const measureJoin = async (whole: WholePage, resting: number): Promise<number> => {
  const context = await whole.browser.newContext({ locale: 'ar', viewport: VIEWPORT })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchLoad)
    await page.addInitScript(watchEntering)
    await page.goto(await whole.invitation())
    const name = page.getByRole('textbox')
    // A name is held by one.
    await name.fill(`سلمى ${Date.now()}`)
    await page.waitForTimeout(resting)
    await name.press('Enter')
    await page
      .locator('[contenteditable] p')
      .nth(BLOCKS - 1)
      .waitFor({ state: 'attached' })
    return Number(await page.evaluate('window.loadedAt - window.enteredAt'))
  } finally {
    await context.close()
  }
}

export const benchJoin = async (): Promise<string> => {
  const whole = await openWholePage(4895)
  try {
    // The only text of the group: an invitation leads straight to it.
    await whole.newText(0, 0)
    const rows: (string | number)[][] = [['the name is given', 'p50 ms', 'slowest ms', 'aim ms', '']]
    for (const [words, resting] of [
      ['as soon as the page is there', 0],
      ['three seconds later', 3_000],
    ] as const) {
      const found: number[] = []
      for (let time = 0; time < TIMES; time++) found.push(await measureJoin(whole, resting))
      const slowest = Math.max(...found)
      rows.push([
        words,
        round(quantile(found, 0.5), 0),
        round(slowest, 0),
        AIM,
        slowest <= AIM ? 'met' : 'missed',
      ])
    }
    const section = `### From a link to a text of ${BLOCKS} paragraphs\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await whole.close()
  }
}
