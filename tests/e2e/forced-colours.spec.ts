import { expect, type BrowserContextOptions, type Page } from '@playwright/test'
import { openPlace, PLACES, test } from './gallery.ts'

test.describe.configure({ mode: 'parallel' })

const FORCED: BrowserContextOptions = { forcedColors: 'active', viewport: { width: 1440, height: 900 } }

const placeCalled = (name: string) => {
  const place = PLACES.find((one) => one.name === name)
  if (place === undefined) throw new Error(`no place ${name}`)
  return place
}

/** The lines that an element is told by, where colours are the reader's own. */
const linesOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const style = getComputedStyle(element)
      return {
        decoration: style.textDecorationLine,
        outline: style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth),
        border: Number.parseFloat(style.borderInlineStartWidth),
      }
    })

test('[UI870] with the reader’s own colours, what comes, what goes, what is active, chosen and locked is told by lines', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('suggestion and talk'), FORCED)
  expect((await linesOf(page, '.documentText ins')).decoration).toContain('underline')
  expect((await linesOf(page, '.documentText del')).decoration).toContain('line-through')
  const active = await linesOf(page, '[data-card][data-active=true]')
  const resting = await linesOf(page, '[data-card][data-active=false]')
  expect(active.outline + active.border).toBeGreaterThan(resting.outline + resting.border)
  expect((await linesOf(page, '[role=radio][aria-checked=true]')).outline).toBeGreaterThan(0)
  expect((await linesOf(page, '[role=radio][aria-checked=false]')).outline).toBe(0)
  await page.getByRole('button', { name: 'عريض' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'عريض' })).toHaveAttribute('aria-pressed', 'true')
  await page.context().close()

  const palette = await openPlace(browser, gallery, placeCalled('palette'), FORCED)
  expect((await linesOf(palette, '[role=option][aria-selected=true]')).outline).toBeGreaterThan(0)
  expect((await linesOf(palette, '[role=option][aria-selected=false]')).outline).toBe(0)
  await palette.context().close()
})

test('[UI870] with the reader’s own colours the focus is seen at every stop of the text', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('text'), FORCED)
  for (let stop = 0; stop < 14; stop++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const { activeElement: element } = document
      if (!(element instanceof HTMLElement) || element.isContentEditable) return true
      return [getComputedStyle(element), getComputedStyle(element, '::after')].some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
      )
    })
    expect(seen, `stop ${stop}`).toBe(true)
  }
  await page.context().close()
})

test('[UI871] who wants no motion sees none: nothing is animated, turns or glides', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('suggestion and talk'))
  await page.keyboard.press('Control+KeyF')
  await page.keyboard.press('Control+Alt+KeyG')
  const moving = await page.evaluate(() => {
    const lasts = (times: string): boolean => times.split(',').some((time) => Number.parseFloat(time) > 0)
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const style = getComputedStyle(element)
        return (
          (style.animationName !== 'none' && lasts(style.animationDuration)) ||
          lasts(style.transitionDuration) ||
          style.scrollBehavior === 'smooth'
        )
      })
      .map((element) => element.outerHTML.slice(0, 80))
  })
  expect(moving).toEqual([])
  await page.context().close()
})

test('[UI861] who comes and goes is told once for all of them, in the polite region', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('text'))
  const others = await Promise.all(
    ['text, suggesting', 'text, suggesting'].map((name) => openPlace(browser, gallery, placeCalled(name))),
  )
  const told = page.getByRole('status').getByText(/^انضمّ إلى النصّ: .*سلمى \(OCHA\)/)
  await expect(told).toHaveCount(1)
  for (const other of others) await other.context().close()
  await expect(page.getByRole('status')).toContainText(/خرج من النصّ: .*سلمى \(OCHA\)/, { timeout: 20_000 })
  await page.context().close()
})

test('[UI328] F6 leads through all parts: bar, tools, text, locks, margin, and what was opened beside them', async ({
  browser,
  gallery,
}) => {
  const page = await openPlace(browser, gallery, placeCalled('outline'), {
    viewport: { width: 1440, height: 900 },
  })
  await page.keyboard.press('Control+KeyF')
  await expect(page.getByRole('search').getByRole('textbox').first()).toBeFocused()
  const part = (): Promise<string> =>
    page.evaluate(() => {
      const place = document.activeElement?.closest(
        'header:has(h1), [role=toolbar], [role=textbox][aria-multiline], aside, nav, [role=search]',
      )
      return place?.getAttribute('aria-label') ?? place?.tagName.toLowerCase() ?? ''
    })
  const visited: string[] = []
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('F6')
    visited.push(await part())
  }
  for (const name of ['header', 'تنسيق النصّ', 'النصّ', 'الاقتراحات والنقاشات', 'مخطّط النصّ', 'بحث واستبدال'])
    expect(visited).toContain(name)
  await page.keyboard.press('Shift+F6')
  expect(await part()).toBe(visited.at(-2))
  await page.context().close()
})
