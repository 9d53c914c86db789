import { expect, type BrowserContextOptions, type Page } from '@playwright/test'
import { openPlace, PLACES, test } from './gallery.ts'

test.describe.configure({ mode: 'parallel' })

/** A laptop of 1280×720 at 200 %, and the narrowest phone. */
const ZOOMED: BrowserContextOptions = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }
const PHONE: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  hasTouch: true,
  isMobile: true,
}

/** The distances that everybody may set (WCAG 1.4.12). */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

interface Flaws {
  /** Does the page scroll sideways? */
  readonly sideways: boolean
  /** Controls of which a part lies beside the window, or that something else covers. */
  readonly out: readonly string[]
  /** Words that are cut off, and do not say so by an ellipsis with the whole elsewhere. */
  readonly cut: readonly string[]
  /** Targets that are too small. */
  readonly small: readonly string[]
}

/** @param least pixels that a target has at least, either way. */
const flawsOf = (page: Page, least: number): Promise<Flaws> =>
  page.evaluate((fewest) => {
    const CONTROLS =
      'a[href], button, input:not([type=file], [type=hidden]), select, textarea, summary, [role=slider], [role=tab], [role^=menuitem], [role=option]'
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()} «${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}»`
    const isShown = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      return (
        width > 1 &&
        height > 1 &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('.unseen, .skip-link, [aria-hidden=true], [inert]') === null
      )
    }
    const shown = [...document.querySelectorAll('body *')].filter(isShown)
    const controls = shown.filter((element) => element.matches(CONTROLS))
    const wide = document.documentElement.clientWidth
    /** The element, or the label around it, as far as a finger reaches it: what is drawn over it by it counts too. */
    const reach = (element: Element): { readonly width: number; readonly height: number } => {
      const hit = element.closest('label') ?? element
      const { width, height } = hit.getBoundingClientRect()
      const after = getComputedStyle(hit, '::after')
      const drawn = after.content !== 'none' && after.position === 'absolute'
      return {
        width: Math.max(width, drawn ? Number.parseFloat(after.width) : 0),
        height: Math.max(height, drawn ? Number.parseFloat(after.height) : 0),
      }
    }
    // A link in a sentence is as high as its line; a lock's sign is a bar beside its block, and the list of locks has the rest.
    const isFree = (element: Element): boolean =>
      element.closest('.documentText, article p, article blockquote, [data-testid=lock-sign]') !== null
    return {
      sideways: document.documentElement.scrollWidth > wide,
      out: controls
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect()
          return left < -0.5 || right > wide + 0.5
        })
        .map(named),
      cut: shown
        .filter((element) => element.children.length === 0 && (element.textContent ?? '').trim() !== '')
        .filter((element) => !element.matches('option, textarea, input, select'))
        .filter((element) => {
          const { overflowX, textOverflow, display } = getComputedStyle(element)
          const isEllipsis =
            textOverflow === 'ellipsis' || display === '-webkit-box' || display === 'flow-root'
          return overflowX !== 'visible' && !isEllipsis && element.scrollWidth > element.clientWidth + 1
        })
        .map(named),
      small: controls
        .filter((element) => !isFree(element))
        .filter((element) => {
          const { width, height } = reach(element)
          return width < fewest - 0.5 || height < fewest - 0.5
        })
        .map((element) => {
          const { width, height } = reach(element)
          return `${named(element)} ${Math.round(width)}×${Math.round(height)}`
        }),
    }
  }, least)

const NONE: Flaws = { sideways: false, out: [], cut: [], small: [] }

const widen = (page: Page): Promise<void> =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets.push(sheet)
  }, SPACING)

for (const place of PLACES)
  test(`[UI865] [UI866] nothing is cut, covered or too small at 200 % and on 320 px: ${place.name}`, async ({
    browser,
    gallery,
  }) => {
    for (const [options, least] of [
      [ZOOMED, 24],
      [PHONE, 44],
    ] as const) {
      const page = await openPlace(browser, gallery, place, options)
      expect(await flawsOf(page, least)).toEqual(NONE)
      await widen(page)
      expect(await flawsOf(page, least)).toEqual(NONE)
      await page.context().close()
    }
  })
