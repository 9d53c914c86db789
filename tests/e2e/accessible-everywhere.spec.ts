import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { openPlace, PLACES, test } from './gallery.ts'

test.describe.configure({ mode: 'parallel' })

/** Two of axe's rules know no menus: one lies outside all landmarks for as long as it is open, and is scrolled by its arrows. */
const OF_MENUS = ['region', 'scrollable-region-focusable']

const findings = async (page: Page, colours = false): Promise<readonly unknown[]> => {
  // Without frames there is nothing to gather from other pages: the legacy mode opens no empty page for that, a second each.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (colours) axe.withRules(['color-contrast'])
  else if ((await page.getByRole('menu').count()) > 0) axe.disableRules(OF_MENUS)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

for (const place of PLACES) {
  test(`[UI864] axe finds nothing: ${place.name}, in Arabic, light and dark`, async ({
    browser,
    gallery,
  }) => {
    const page = await openPlace(browser, gallery, place)
    expect(await findings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findings(page, true)).toEqual([])
    await page.context().close()
  })
}

/** The places whose words, and so whose boxes, differ most between the languages. */
const IN_ENGLISH = [
  'home',
  'members',
  'audit',
  'text',
  'review list',
  'history',
  'certificate',
  'stage',
  'final',
]

for (const place of PLACES.filter(({ name }) => IN_ENGLISH.includes(name)))
  test(`[UI864] axe finds nothing: ${place.name}, in English, on a phone, dark`, async ({
    browser,
    gallery,
  }) => {
    const page = await openPlace(browser, gallery, place, {
      language: 'en',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    })
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
    expect(await findings(page)).toEqual([])
    await page.context().close()
  })
