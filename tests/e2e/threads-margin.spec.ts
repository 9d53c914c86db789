import type { BrowserContextOptions, Page } from '@playwright/test'
import { writeProposed, type Part } from '../support/proposed-text.ts'
import { caretAfter, expect, pressLetters, test, text, type DocumentRoom } from './document-room.ts'
import { hearErrors, margin, open, openList, PHONE, reply, seed, talk, talks, WIDE } from './threads-room.ts'
import { expectAccessible } from './shell-room.ts'

const SENTENCE =
  'نؤكد نحن المشاركات والمشاركين في هذه المجموعة أن صياغة نصّ واحد يتفق عليه الجميع عمل شاق ودقيق، '
const SPOTS = ['بند', 'وسط', 'ختام'] as const

/** A text of paragraphs with a suggestion in each, and so many discussions, three in a paragraph. */
const openWith = async (room: DocumentRoom, count: number, options: BrowserContextOptions): Promise<Page> => {
  const { port, facilitator } = room.server
  const blocks = Array.from({ length: Math.ceil(count / 3) }, (_, n): Part[] => [
    `بند ${n}، ${SENTENCE}`,
    n % 2 === 0 ? { ins: 'كلمة ' } : { del: 'أخرى ' },
    `وسط ${n}، ${SENTENCE}${SENTENCE}ختام ${n}، ${SENTENCE}`,
  ])
  await writeProposed(port, facilitator, room.document, blocks)
  await seed(
    room,
    Array.from({ length: count }, (_, n) => ({
      id: `t${n}`,
      on: `${SPOTS[n % 3] ?? ''} ${Math.floor(n / 3)}،`,
      body: `تعليق رقم ${n} على هذا الموضع، وفيه من الكلام ما يزيد على سطر واحد`,
    })),
  )
  const page = await room.open('facilitator', options)
  await expect(text(page).locator('[data-suggestion]').first()).toBeVisible()
  return page
}

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

/** Pixels between the top of the open card and the first line that the browser draws as the active discussion. */
const offPlace = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const card = document.querySelector('[data-testid=suggestions] [data-thread][data-active=true]')
    const [range] = [...(CSS.highlights.get('activeThread') ?? [])]
    const line = range instanceof Range ? range.getClientRects()[0] : undefined
    return Math.abs((card?.getBoundingClientRect().top ?? Number.NaN) - (line?.top ?? Number.NaN))
  })

for (const count of [3, 30, 300])
  test(`[UI500] [UI501] [UI611] of ${count} discussions beside suggestions none overlaps, and the open one stands at its place`, async ({
    room,
  }) => {
    const page = await openWith(room, count, WIDE)
    const errors = hearErrors(page)
    await expect.poll(async () => (await overlaps(page)).drawn).toBeGreaterThan(1)
    const where = () =>
      text(page).evaluate((root) => {
        const { x, y, width } = root.getBoundingClientRect()
        const line = root.querySelector('[data-suggestion]')?.getBoundingClientRect()
        return [x, width, (line?.x ?? 0) - x, (line?.y ?? 0) - y].join()
      })
    await page.evaluate(() => document.fonts.ready)
    const before = await where()
    await caretAfter(page, 0, '')
    for (let step = 0; step < Math.min(count, 12); step++) {
      await page.keyboard.press('Control+Alt+y')
      await expect(open(page)).toHaveCount(1)
      await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
      await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
    }
    // It grows by what is written in it, and the others give way.
    await reply(open(page)).fill('سطر\nوسطر\nوسطر ثالث\nورابع')
    await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
    await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
    await reply(open(page)).fill('')
    for (const part of [0.5, 1, 0.2]) {
      await page.evaluate((to) => {
        window.scrollTo(0, document.documentElement.scrollHeight * to)
      }, part)
      await expect.poll(async () => (await overlaps(page)).pairs).toBe(0)
      expect((await overlaps(page)).drawn).toBeLessThanOrEqual(60)
    }
    // The text stands where it stood.
    expect(await where()).toBe(before)
    // A closed card is as low as that of a suggestion.
    const heights = await margin(page)
      .locator('[data-thread][data-active=false]')
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().height))
    for (const height of heights) expect(height).toBeLessThanOrEqual(53)
    expect(errors).toEqual([])
  })

/** Fonts are there, blocks near the window have their true heights, and the margin has followed: thirty frames of rest. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready
    const root = document.querySelector('[data-testid=suggestions]')
    if (root === null) throw new Error('no margin')
    let rest = 0
    const watch = new MutationObserver(() => {
      rest = 0
    })
    watch.observe(root, { childList: true, characterData: true, subtree: true, attributes: true })
    while (rest < 30) {
      await new Promise((done) => requestAnimationFrame(done))
      rest++
    }
    watch.disconnect()
  })

test('[UI615] a letter in the text draws no card again, and one in a reply only its own', async ({
  room,
}) => {
  const page = await openWith(room, 30, WIDE)
  // It may stand in a cluster until it is gone to.
  await caretAfter(page, 0, '')
  await page.keyboard.press('Control+Alt+y')
  await page.keyboard.press('Control+Alt+y')
  await expect(talk(page, 't1')).toHaveAttribute('data-active', 'true')
  await expect.poll(() => offPlace(page)).toBeLessThanOrEqual(4)
  // A minute that ends meanwhile changes the words that say when, on every card.
  await page.clock.setFixedTime(Date.now())
  await atRest(page)
  const changes = await page.evaluateHandle(() => {
    const seen: string[] = []
    const root = document.querySelector('[data-testid=suggestions]')
    if (root === null) throw new Error('no margin')
    new MutationObserver((records) => {
      for (const { type, target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const card = element?.closest('[data-thread], [data-card]') ?? null
        // Cards move with their places.
        const isMoved = type === 'attributes' && card === null
        if (!isMoved && !(card instanceof HTMLElement && card.dataset['thread'] === 't1'))
          seen.push(`${type} ${target.nodeName} ${card?.outerHTML.slice(0, 80) ?? ''}`)
      }
    }).observe(root, { childList: true, characterData: true, subtree: true, attributes: true })
    return seen
  })
  await reply(open(page)).click()
  await pressLetters(page, 'حروف كثيرة في الردّ', 5)
  await expect(reply(open(page))).toHaveValue('حروف كثيرة في الردّ')
  expect(await changes.jsonValue()).toEqual([])
  await page.keyboard.press('Escape')
  await pressLetters(page, 'حروف', 5)
  await expect(text(page)).toContainText('حروف')
  expect(await changes.jsonValue()).toEqual([])
})

test('[UI612] of three hundred in the list the first are drawn, and the one that is gone to', async ({
  room,
}) => {
  const page = await openWith(room, 300, WIDE)
  await openList(page)
  await expect.poll(() => talks(page).count()).toBeGreaterThanOrEqual(20)
  expect(await talks(page).count()).toBeLessThan(80)
  await page.getByRole('searchbox', { name: 'ابحث في النقاشات' }).fill('رقم 29')
  await expect(talks(page)).toHaveCount(11)
  await page.getByRole('searchbox', { name: 'ابحث في النقاشات' }).fill('')
  await caretAfter(page, 91, 'بند 9')
  await expect(talk(page, 't270')).toBeInViewport()
  await expect(talk(page, 't270')).toHaveAttribute('data-active', 'true')
})

/** Is the line of the discussion that is open between the bar and the sheet? */
const lineIsFree = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const [range] = [...(CSS.highlights.get('activeThread') ?? [])]
    const line = range instanceof Range ? range.getClientRects()[0] : undefined
    const sheet = document.querySelector('[data-testid=suggestions]')?.getBoundingClientRect()
    const bar = document.querySelector('header')?.getBoundingClientRect()
    return (
      line !== undefined &&
      line.top >= (bar?.bottom ?? Number.NaN) &&
      line.bottom <= (sheet?.top ?? Number.NaN)
    )
  })

/** As a keyboard lies over the page: less of the window is seen, and the window is as high as before. */
const lieKeyboard = (page: Page, height: number): Promise<void> =>
  page.evaluate((under) => {
    const seen = window.visualViewport
    if (seen === null) throw new Error('no visual viewport')
    Object.defineProperty(seen, 'height', { value: window.innerHeight - under, configurable: true })
    seen.dispatchEvent(new Event('resize'))
  }, height)

/** Where something that is drawn ends, in pixels from the top of the window. */
const endOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().bottom)

test('[UI503] [UI504] [UI886] on a phone the sheet shows discussions and covers the line they are about neither with the keyboard nor without', async ({
  room,
}) => {
  const page = await openWith(room, 30, PHONE)
  const errors = hearErrors(page)
  await page.getByTestId('suggestions-open').tap()
  await page.getByRole('tab', { name: /النقاشات/ }).tap()
  const next = margin(page).getByRole('button', { name: 'النقاش التالي' })
  for (let step = 0; step < 6; step++) {
    await next.tap()
    await expect(open(page)).toHaveCount(1)
    await expect.poll(() => lineIsFree(page)).toBe(true)
  }
  await lieKeyboard(page, 300)
  await expect.poll(() => endOf(page, '[data-testid=suggestions]')).toBeLessThanOrEqual(844 - 300)
  expect(await endOf(page, '[role=toolbar]')).toBeLessThanOrEqual(844 - 300)
  await expect.poll(() => lineIsFree(page)).toBe(true)
  await lieKeyboard(page, 0)
  await expect.poll(() => endOf(page, '[role=toolbar]')).toBeGreaterThan(844 - 100)
  const small = await margin(page)
    .locator('button, textarea, select, input')
    .evaluateAll((controls) =>
      controls
        .map((control) => [control.outerHTML.slice(0, 120), control.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
        .map(([html]) => html),
    )
  expect(small).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  expect(errors).toEqual([])
})

test('[UI611] axe finds nothing beside the text and in the list, light or dark, and what is said are comments', async ({
  room,
}) => {
  const page = await openWith(room, 9, WIDE)
  const errors = hearErrors(page)
  const look = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page)
    }
  }
  await caretAfter(page, 0, '')
  await page.keyboard.press('Control+Alt+y')
  await expect(open(page)).toHaveCount(1)
  await look()
  const tree = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree')
  const comment = tree.nodes.find(({ role }) => role?.value === 'comment')
  expect(comment?.name?.value).toMatch(/الميسّرة.*، الآن/)
  await reply(open(page)).fill('@')
  await look()
  await reply(open(page)).fill('')
  await openList(page)
  await look()
  await caretAfter(page, 1, 'بند')
  await page.keyboard.press('Control+Alt+m')
  await expect(page.getByRole('textbox', { name: 'تعليق جديد' })).toBeFocused()
  await look()
  expect(errors).toEqual([])
})
