import type { BrowserContextOptions, Page } from '@playwright/test'
import { writeProposed, type Part } from '../support/proposed-text.ts'
import {
  caretAfter,
  devtools,
  expect,
  openReview,
  pressLetters,
  saved,
  test,
  text,
  type DocumentRoom,
} from './document-room.ts'
import { expectAccessible } from './shell-room.ts'

const SENTENCE =
  'نؤكد نحن المشاركات والمشاركين في هذه المجموعة أن صياغة نصّ واحد يتفق عليه الجميع عمل شاق ودقيق، يحتاج إلى وقت وثقة. '
const WIDE = { viewport: { width: 1440, height: 900 } }
const RAIL = { viewport: { width: 1024, height: 768 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Paragraphs of some lines with `each` suggestions in every one. */
const paragraphs = (count: number, each: number): Part[][] =>
  Array.from({ length: count }, (_, n) => [
    `بند ${n + 1}: ${SENTENCE}`,
    ...Array.from({ length: each }, (_, m): Part[] => [
      m % 2 === 0 ? { ins: 'كلمة ' } : { del: 'أخرى ' },
      SENTENCE.slice(0, 24 * (m % 3)),
    ]).flat(),
    SENTENCE,
  ])

const openWith = async (
  room: DocumentRoom,
  blocks: readonly (readonly Part[])[],
  options: BrowserContextOptions,
): Promise<Page> => {
  await writeProposed(room.server.port, room.server.facilitator, room.document, blocks)
  const page = await room.open('facilitator', options)
  await expect(text(page).locator('[data-suggestion]').first()).toBeVisible()
  return page
}

const margin = (page: Page) => page.getByTestId('suggestions')
const cards = (page: Page) => margin(page).locator('[data-card]')
const active = (page: Page) => margin(page).locator('[data-card][data-active=true]')

/** Pixels between the top of the active card and the first line of its suggestion; NaN when there is none. */
const offPlace = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const card = document.querySelector('[data-card][data-active=true]')
    const id = card instanceof HTMLElement ? (card.dataset['card'] ?? '') : ''
    const place = document.querySelector(`.documentText [data-suggestion="${CSS.escape(id)}"]`)
    const [line] = place?.getClientRects() ?? []
    return Math.abs((card?.getBoundingClientRect().top ?? Number.NaN) - (line?.top ?? Number.NaN))
  })

/** How many pairs of what is drawn in the margin overlap, and how many things are drawn. */
const overlaps = (page: Page): Promise<{ pairs: number; drawn: number }> =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[data-testid=suggestions] [data-entry]')].map((entry) =>
      entry.getBoundingClientRect(),
    )
    let pairs = 0
    for (const [index, one] of boxes.entries())
      for (const two of boxes.slice(index + 1))
        if (one.top < two.bottom - 0.5 && two.top < one.bottom - 0.5) pairs++
    return { pairs, drawn: boxes.length }
  })

/** Where the text stands: it may not move by what the margin does. */
const textBox = (page: Page) =>
  text(page).evaluate((root) => root.getBoundingClientRect().toJSON() as DOMRect)

const hearErrors = (page: Page): string[] => {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  return errors
}

for (const [count, each] of [
  [3, 1],
  [10, 3],
  [60, 5],
] as const)
  test(`[UI500] [UI501] of ${count * each} suggestions none overlaps, and the active one stands at its place`, async ({
    room,
  }) => {
    const page = await openWith(room, paragraphs(count, each), WIDE)
    const errors = hearErrors(page)
    await expect.poll(async () => (await overlaps(page)).drawn).toBeGreaterThan(2)
    await caretAfter(page, 0, '')
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Control+Alt+g')
      await expect(active(page)).toHaveCount(1)
      await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
      await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
    }
    // Only what is near is drawn, wherever one is.
    for (const part of [0.5, 1, 0.2]) {
      await page.evaluate((to) => {
        window.scrollTo(0, document.documentElement.scrollHeight * to)
      }, part)
      await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
      expect((await overlaps(page)).drawn).toBeLessThanOrEqual(60)
    }
    expect(errors).toEqual([])
  })

test('[UI501] many at one place are a cluster that opens on click, closes again, and is gone through by keys', async ({
  room,
}) => {
  const page = await openWith(room, [[SENTENCE], [SENTENCE], ...paragraphs(1, 6)], WIDE)
  const cluster = margin(page).getByTestId('cluster')
  await expect(cluster).toHaveText('6 اقتراحات')
  await expect(cards(page)).toHaveCount(0)
  await cluster.click()
  // The first stands at its place with the focus, the others under it.
  await expect(cards(page)).toHaveCount(6)
  await expect(active(page).getByRole('button').first()).toBeFocused()
  await expect(cluster).toHaveAttribute('aria-expanded', 'true')
  await expect(cluster).toHaveText('5 اقتراحات')
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
  // A card of the box becomes the active one; accepted by its button, the next has the focus.
  await cards(page).nth(3).getByRole('button').first().click()
  await expect(text(page)).toBeFocused()
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  await active(page).getByRole('button', { name: /^قبول/ }).click()
  await expect(cards(page)).toHaveCount(5)
  await expect(active(page).getByRole('button', { name: /^قبول/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(cards(page)).toHaveCount(1)
  await expect(cluster).toHaveText('4 اقتراحات')
})

test('[UI500] at the top of the page what has no room above the active one is folded, reachable and never covered', async ({
  room,
}) => {
  // Three in the first line of the text, before which a blank document has an empty one.
  const line: Part[] = [
    'نؤكد ',
    { ins: 'اليوم ' },
    'نحن ',
    { del: 'كلّنا ' },
    'هنا ',
    { ins: 'معًا ' },
    SENTENCE,
  ]
  const page = await openWith(room, [line, [SENTENCE]], WIDE)
  await text(page).click({ position: { x: 400, y: 10 } })
  await page.keyboard.press('Delete')
  await expect(cards(page)).toHaveCount(3)
  await text(page).locator('ins').nth(1).click()
  await expect(active(page)).toContainText('معًا')
  await expect(margin(page).getByTestId('cluster')).toHaveText('اقتراحان')
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  const bar = await margin(page).getByRole('heading').boundingBox()
  await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
  const tops = await margin(page)
    .locator('[data-entry]')
    .evaluateAll((entries) => entries.map((entry) => entry.getBoundingClientRect().top))
  expect(Math.min(...tops)).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0) / 2)
  await margin(page).getByTestId('cluster').first().click()
  await expect(active(page).getByRole('button').first()).toBeFocused()
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
})

test('[UI504] the text stands where it stands, whatever the margin shows', async ({ room }) => {
  const page = await room.open('facilitator', WIDE)
  await text(page).click()
  await page.keyboard.insertText(SENTENCE)
  await expect(saved(page)).toHaveText('حُفِظ')
  const boxes = new Set<string>()
  const look = async (): Promise<void> => {
    const { x, y, width } = await textBox(page)
    boxes.add([x, y, width].join())
  }
  await look()
  await page.getByRole('radio', { name: 'اقتراح' }).click()
  await caretAfter(page, 0, 'نؤكد ')
  await page.keyboard.insertText('أيضًا ')
  await expect(cards(page)).toHaveCount(1)
  await look()
  await openReview(page)
  await look()
  await page.getByRole('button', { name: 'إخفاء الاقتراحات' }).click()
  await active(page).getByRole('button', { name: /^رفض/ }).click()
  await expect(cards(page)).toHaveCount(0)
  await look()
  expect(boxes.size).toBe(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('[UI500] cards follow the lines of the text as somebody types, and no card is drawn again', async ({
  room,
}) => {
  const page = await openWith(room, paragraphs(4, 2), WIDE)
  await expect(cards(page).first()).toBeVisible()
  await text(page).locator('ins').nth(2).click()
  await expect(active(page)).toHaveCount(1)
  const changes = await page.evaluateHandle(() => {
    const seen: string[] = []
    const root = document.querySelector('[data-testid=suggestions]')
    if (root === null) throw new Error('no margin')
    new MutationObserver((records) => {
      for (const { type, target } of records)
        if (type !== 'attributes') seen.push(`${type} ${target.nodeName}`)
    }).observe(root, { childList: true, characterData: true, subtree: true })
    return seen
  })
  const before = (await active(page).boundingBox())?.y ?? 0
  // In the text above, without moving the active suggestion: as another member does.
  const other = await room.open({ role: 'editor', name: 'هالة' }, WIDE)
  await caretAfter(other, 0, '')
  await pressLetters(
    other,
    'كلمات كثيرة تملأ سطرًا كاملًا وأكثر منه قبل أن تنتهي الجملة الأولى من هذه الرسالة ',
    10,
  )
  await expect.poll(async () => (await active(page).boundingBox())?.y ?? 0).toBeGreaterThan(before + 20)
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  expect(await changes.jsonValue()).toEqual([])
})

test('[UI502] only suggestions near the window are asked where they stand, once in a frame', async ({
  room,
}) => {
  const page = await openWith(room, paragraphs(60, 5), WIDE)
  await expect.poll(async () => (await overlaps(page)).drawn).toBeGreaterThan(2)
  const { tops, times } = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const asked = new Map<Element, number>()
    const tops: number[] = []
    // It is called on the element that is asked.
    // eslint-disable-next-line typescript/unbound-method
    const ask = Element.prototype.getClientRects
    Element.prototype.getClientRects = function counted() {
      const rects = ask.call(this)
      if (this.matches('.documentText [data-suggestion]')) {
        tops.push(rects[0]?.top ?? Number.NaN)
        asked.set(this, (asked.get(this) ?? 0) + 1)
      }
      return rects
    }
    await frame()
    asked.clear()
    for (let n = 0; n < 20; n++) window.dispatchEvent(new Event('scroll'))
    await frame()
    const times = [...asked.values()]
    window.scrollTo(0, 6_000)
    for (let n = 0; n < 5; n++) await frame()
    Element.prototype.getClientRects = ask
    return { tops, times }
  })
  expect(times.length).toBeGreaterThan(2)
  expect(new Set(times)).toEqual(new Set([1]))
  // A window before, a window after, and the height of a block.
  for (const top of tops) {
    expect(top).toBeGreaterThan(-900 - 600)
    expect(top).toBeLessThan(2 * 900 + 600)
  }
})

test('[UI504] on a narrower window a rail of numbers, and a card beside its place on click', async ({
  room,
}) => {
  const page = await openWith(room, paragraphs(6, 2), RAIL)
  const errors = hearErrors(page)
  const signs = margin(page).getByTestId('cluster')
  await expect.poll(() => signs.count()).toBeGreaterThan(3)
  await expect(cards(page)).toHaveCount(0)
  await expect(signs.nth(1)).toHaveAccessibleName(/اقتراح/)
  const box = await signs.nth(1).boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
  await signs.nth(1).click()
  await expect(active(page)).toHaveCount(1)
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
  // The card covers the edge of the paper, and none of its words.
  const card = await active(page).boundingBox()
  const line = await text(page).boundingBox()
  expect((card?.x ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual((line?.x ?? 0) + 1)
  expect(card?.x).toBeGreaterThanOrEqual(0)
  await expectAccessible(page)
  expect(errors).toEqual([])
})

/** Is the line of the active suggestion in sight, between the page's bar and the sheet? */
const lineIsFree = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const card = document.querySelector('[data-card][data-active=true]')
    const id = card instanceof HTMLElement ? (card.dataset['card'] ?? '') : ''
    const place = document.querySelector(`.documentText [data-suggestion="${CSS.escape(id)}"]`)
    const [line] = place?.getClientRects() ?? []
    const sheet = document.querySelector('[data-testid=suggestions]')?.getBoundingClientRect()
    const bar = document.querySelector('header')?.getBoundingClientRect()
    if (line === undefined || sheet === undefined || bar === undefined) return false
    return line.top >= bar.bottom && line.bottom <= sheet.top
  })

test('[UI503] [UI504] [UI879] on a phone a sheet of two heights, which never covers the line that it speaks of', async ({
  room,
}) => {
  const page = await openWith(room, paragraphs(12, 2), PHONE)
  const errors = hearErrors(page)
  await page.getByTestId('suggestions-open').tap()
  const next = margin(page).getByRole('button', { name: 'الاقتراح التالي' })
  for (let step = 0; step < 9; step++) {
    await next.tap()
    await expect(active(page)).toHaveCount(1)
    await expect.poll(() => lineIsFree(page)).toBe(true)
  }
  await margin(page).getByRole('button', { name: 'كبِّر اللوح' }).tap()
  await expect(margin(page)).toHaveAttribute('data-height', 'full')
  for (let step = 0; step < 5; step++) {
    await next.tap()
    await expect.poll(() => lineIsFree(page)).toBe(true)
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const small = await margin(page)
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons
          .map((button) => button.getBoundingClientRect())
          .filter(({ width: wide, height }) => wide < 44 || height < 44)
          .map(({ width: wide, height }) => [wide, height]),
      )
    expect(small).toEqual([])
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  // Pulled down it is half as high, and once more it goes.
  const handle = await margin(page).getByRole('button', { name: 'صغِّر اللوح' }).boundingBox()
  const [x, y] = [(handle?.x ?? 0) + 100, (handle?.y ?? 0) + 20]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 120, { steps: 4 })
  await page.mouse.up()
  await expect(margin(page)).toHaveAttribute('data-height', 'half')
  await expect.poll(() => lineIsFree(page)).toBe(true)
  await margin(page).getByRole('button', { name: 'إخفاء الاقتراحات' }).tap()
  await expect(margin(page)).toHaveCount(0)
  // A laptop at 200 %: of the sheet little is left.
  await page.setViewportSize({ width: 640, height: 360 })
  await page.locator('.documentText .block').first().tap()
  await page.keyboard.press('Control+Alt+m')
  const field = margin(page).getByRole('textbox', { name: 'تعليق جديد' })
  await expect(field).toBeFocused()
  await expect(field).toBeInViewport({ ratio: 1 })
  expect(errors).toEqual([])
})

test('[UI505] a screen reader finds a named article, what goes and what comes, and the way by keys alone', async ({
  room,
}) => {
  const page = await openWith(
    room,
    [[SENTENCE, { ins: 'كلمة ' }, SENTENCE, { del: 'أخرى ' }, SENTENCE]],
    WIDE,
  )
  await expect(cards(page)).toHaveCount(2)
  await expect(page.getByRole('complementary', { name: 'الاقتراحات والنقاشات' })).toMatchAriaSnapshot(`
    - complementary "الاقتراحات والنقاشات":
      - heading "اقتراحان" [level=2]
      - button "الاقتراح السابق"
      - button "الاقتراح التالي"
      - button "قائمة المراجعة"
      - article /اقتراح من .*الميسّرة.*إضافة «كلمة»/:
        - button /انتقل إلى/
        - paragraph:
          - insertion: كلمة
        - button /^قبول/
        - button /^رفض/
      - article /اقتراح من .*حذف «أخرى»/:
        - button /انتقل إلى/
        - paragraph:
          - deletion: أخرى
        - button /^قبول/
        - button /^رفض/
  `)
  // Playwright's snapshots know no suggestion: the browser's own tree tells.
  const tree = await (await devtools(page)).send('Accessibility.getFullAXTree')
  const roleOf = (id: string | undefined): unknown =>
    tree.nodes.find(({ nodeId }) => nodeId === id)?.role?.value
  const revisions = tree.nodes.filter(
    ({ role, parentId }) =>
      roleOf(parentId) === 'suggestion' && (role?.value === 'insertion' || role?.value === 'deletion'),
  )
  expect(revisions.map(({ role }) => role?.value)).toEqual(['insertion', 'deletion'])
  await expect(text(page).locator('ins')).toHaveRole('insertion')
  await expect(text(page).locator('del')).toHaveRole('deletion')
  // By F6 from the text into the margin, and around.
  await text(page).focus()
  await page.keyboard.press('F6')
  await expect(margin(page).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.locator('header a').first()).toBeFocused()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  await page.emulateMedia({ media: 'print' })
  await expect(margin(page)).toBeHidden()
})
