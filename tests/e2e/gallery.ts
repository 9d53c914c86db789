import { expect, test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import type { ApiText } from '#core/protocol/api.ts'
import type { Person } from '../support/device.ts'
import { seedThreads } from '../support/seeded-threads.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { placeOf, writeAs } from '../support/stock-writer.ts'

/** A server on which there is something of everything: what stands on each screen is looked at, never changed. */
export interface Gallery {
  readonly server: TestServer
  /** A text with suggestions, discussions and a locked section; the facilitator, سلمى the suggester. */
  readonly letter: string
  /** A text that only takes comments now. */
  readonly closed: string
  /** A final text with its certificate. */
  readonly final: string
  readonly suggester: Person
  /** The secret of an invitation that nobody takes up. */
  readonly invitation: string
}

const LETTER = [
  '# رسالة ختامية',
  'اجتمعت المجموعة ثلاثة أيام في جنيف وناقشت سبل حماية المدنيين مع مكتب [OCHA](https://example.org/ocha).',
  '## ما نطلبه',
  '1. الإفراج عن المعتقلين',
  '2. كشف مصير المفقودين',
  '> الماء حقّ مشترك لا يُباع ولا يُمنع.',
  'ونشكر كلّ من فتح لنا بابه وأصغى إلينا.',
].join('\n\n')

const makeText = async (person: Person, title: string): Promise<string> => {
  const { id } = await person.newDocument(title)
  await person.call('POST', `/api/documents/${id}/import?filename=a.md`, undefined, {
    raw: LETTER,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return id
}

const suggest = (person: Person, document: string): Promise<number> =>
  writeAs(person, document, (text) => {
    const { id } = person.member
    const by = { by: id, at: Date.now() }
    const three = placeOf(text, 'ثلاثة أيام')
    text.format(three, 'ثلاثة'.length, { [`deletion--${id}-s-1`]: by })
    text.insert(three + 'ثلاثة'.length, 'أربعة', { [`insertion--${id}-s-1`]: by })
    const thanks = placeOf(text, 'وأصغى إلينا')
    text.insert(thanks, 'مشكورًا ', { [`insertion--${id}-s-2`]: by })
  })

export const makeGallery = async (): Promise<Gallery> => {
  const server = await startTestServer()
  const { facilitator } = server
  const suggester = await server.join('suggester', 'سلمى (OCHA)')
  await server.join('viewer', 'Jean-Marc')
  const letter = await makeText(facilitator, 'رسالة جنيف')
  await suggest(suggester, letter)
  await seedThreads(server.port, facilitator, letter, [
    { id: 't-1', on: 'حماية المدنيين', body: 'هل نذكر البنى المدنية أيضًا؟' },
    { id: 't-2', on: null, body: 'من يترجم النصّ؟' },
  ])
  await suggester.expect('POST', `/api/documents/${letter}/threads/t-1/comments`, {
    id: 'c-2',
    body: 'نعم، بعبارة قصيرة.',
  })
  const { blocks } = await facilitator.expect<ApiText>('GET', `/api/documents/${letter}/text`)
  const quote = blocks[5]?.bid
  await facilitator.expect('POST', `/api/documents/${letter}/locks`, {
    id: 'l-1',
    from: quote,
    to: quote,
    kind: 'settled',
    reason: 'اتُّفق عليها في جلسة الثلاثاء',
  })
  await facilitator.expect('POST', `/api/documents/${letter}/versions`, { id: 'v-1', name: 'المسودّة الأولى' })

  const closed = await makeText(facilitator, 'بيان يُعلَّق عليه')
  await facilitator.expect('PUT', `/api/documents/${closed}/stage`, { stage: 'commenting' })
  const final = await makeText(facilitator, 'البيان النهائي')
  await facilitator.expect('PUT', `/api/documents/${final}/stage`, { stage: 'final' })
  const gone = await facilitator.newDocument('نصّ مُلقى')
  await facilitator.call('DELETE', `/api/documents/${gone.id}`)
  const { token } = await facilitator.invite('editor')
  return { server, letter, closed, final, suggester, invitation: token }
}

/** One gallery for each worker. */
export const test = base.extend<object, { readonly gallery: Gallery }>({
  gallery: [
    // Playwright reads the names of the fixtures from this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const gallery = await makeGallery()
      await use(gallery)
      await gallery.server.stop()
    },
    { scope: 'worker' },
  ],
})

const saved = (page: Page) => page.getByTestId('saved').locator('span').first()

const openText = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/documents/${id}`)
  await expect(saved(page)).toHaveAttribute('class', /./)
  await expect(page.locator('.documentText')).toContainText('جنيف')
  await expect(page.getByTestId('saved')).toHaveAttribute('data-saved', /saved|read-only/)
}

const keys = async (page: Page, ...pressed: readonly string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key)
}

/** Chooses an item of the document's menu by its place: the names are another language's sometimes. */
const chooseInMenu = async (page: Page, icon: string): Promise<void> => {
  await page.locator('header button:has(svg.lucide-ellipsis-vertical)').click()
  await page.locator(`[role=menuitem]:has(svg.lucide-${icon})`).click()
}

const openLetter = async ({ letter }: Gallery, page: Page): Promise<void> => {
  await openText(page, letter)
  await expect(page.locator('.documentText ins').first()).toBeVisible()
}

/** The letter, and what is opened over it or beside it. */
const overLetter =
  (...opens: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (gallery: Gallery, page: Page): Promise<void> => {
    await openLetter(gallery, page)
    for (const open of opens) await open(page)
  }

const dialog = (page: Page) => expect(page.getByRole('dialog')).toBeVisible()
const press =
  (...pressed: readonly string[]) =>
  (page: Page) =>
    keys(page, ...pressed)
const menu = (icon: string) => (page: Page) => chooseInMenu(page, icon)
const ready = (selector: string) => (page: Page) => expect(page.locator(selector).first()).toBeVisible()

/** It comes a moment after the text. */
const margin = ready('[data-testid=suggestions], [data-testid=suggestions-open]')

const at =
  (path: (gallery: Gallery) => string, ready: string) =>
  async (gallery: Gallery, page: Page): Promise<void> => {
    await page.goto(path(gallery))
    await expect(page.locator(ready).first()).toBeVisible()
  }

export interface Place {
  readonly name: string
  readonly who: 'facilitator' | 'suggester' | 'nobody'
  readonly open: (gallery: Gallery, page: Page) => Promise<void>
}

const place = (name: string, open: Place['open'], who: Place['who'] = 'facilitator'): Place => ({
  name,
  who,
  open,
})

const group = ({ server }: Gallery): string => `/groups/${server.facilitator.group.id}`

/** Every screen, panel and dialog, in the state in which there is most to see. */
export const PLACES: readonly Place[] = [
  place(
    'join',
    at(({ invitation }) => `/join#${invitation}`, 'form'),
    'nobody',
  ),
  place(
    'join without a token',
    at(() => '/join', 'main :is(form, p)'),
    'nobody',
  ),
  place(
    'nowhere',
    at(() => '/nowhere/at/all', 'main h1'),
    'nobody',
  ),
  place(
    'a text, to a stranger',
    at(({ letter }) => `/documents/${letter}`, 'main h1'),
    'nobody',
  ),
  place(
    'verify',
    at(() => '/verify', 'textarea'),
    'nobody',
  ),
  place('home', at(group, 'main li a')),
  place('new text', async (gallery, page) => {
    await at(group, 'main li a')(gallery, page)
    await page.locator('main button:has(svg.lucide-plus)').first().click()
    await dialog(page)
  }),
  place(
    'members',
    at((gallery) => `${group(gallery)}/members`, 'main h2'),
  ),
  place('invite', async (gallery, page) => {
    await at((one) => `${group(one)}/members`, 'main h2')(gallery, page)
    await page.locator('main button:has(svg.lucide-link-2)').first().click()
    await dialog(page)
  }),
  place('account menu', async (gallery, page) => {
    await at(group, 'main li a')(gallery, page)
    await page.locator('header button[aria-haspopup=menu]').last().click()
    await expect(page.getByRole('menu')).toBeVisible()
  }),
  place(
    'audit',
    at((gallery) => `${group(gallery)}/audit`, 'main li'),
  ),
  place(
    'light page',
    at(({ letter }) => `/read/${letter}`, 'article, main h1'),
  ),
  place(
    'certificate',
    at(({ final }) => `/documents/${final}/certificate`, 'article'),
  ),
  place(
    'history',
    at(({ letter }) => `/documents/${letter}/history`, '[role=slider]'),
  ),
  place(
    'history: what changed',
    at(({ letter }) => `/documents/${letter}/history#show=changes`, '[role=slider]'),
  ),
  place(
    'history: who wrote',
    at(({ letter }) => `/documents/${letter}/history#show=authors`, '[role=slider]'),
  ),
  place('text', overLetter(margin)),
  place('text, suggesting', openLetter, 'suggester'),
  place('text, closed to writing', ({ closed }, page) => openText(page, closed)),
  place('text, final', ({ final }, page) => openText(page, final)),
  place('text, offline', async (gallery, page) => {
    await openLetter(gallery, page)
    await page.context().setOffline(true)
    await expect(page.getByTestId('offline')).toBeVisible()
  }),
  place('suggestion and talk', overLetter(margin, press('Control+Alt+KeyG'), ready('[data-active=true]'))),
  place('talk', overLetter(margin, press('Control+Alt+KeyY'), ready('[data-thread][data-active=true]'))),
  place(
    'review list',
    overLetter(async (page) => {
      await page
        .locator('[data-testid=suggestions-open], [data-testid=suggestions] [data-toggle]')
        .first()
        .click()
      await expect(page.getByRole('tab').first()).toBeVisible()
    }),
  ),
  place('find', overLetter(press('Control+KeyF'), ready('[role=search]'))),
  place('outline', overLetter(press('Control+Alt+KeyO'), ready('[data-testid=outline], [role=dialog]'))),
  place(
    'check',
    overLetter(press('Control+Alt+KeyC'), ready('[data-testid=text-check], main > aside, main > section')),
  ),
  place('palette', overLetter(press('Control+KeyK'), ready('[role=combobox]'))),
  place('shortcuts', overLetter(press('Control+Slash'), dialog)),
  place(
    'stage',
    overLetter(async (page) => {
      const stage = page.getByTestId('stage')
      // A phone's bar has no room for it: there the menu leads to it.
      if (await stage.isVisible()) await stage.click()
      else await chooseInMenu(page, 'milestone')
      await dialog(page)
    }),
  ),
  place('exports', overLetter(menu('download'), dialog)),
  place('decisions', overLetter(menu('history'), dialog)),
  place('late', overLetter(menu('inbox'), dialog)),
  place('final', overLetter(menu('badge-check'), dialog)),
  place(
    'share',
    overLetter(async (page) => {
      await page.locator('header button:has(svg.lucide-user-plus)').click()
      await dialog(page)
    }),
  ),
  place(
    'document menu',
    overLetter(async (page) => {
      await page.locator('header button:has(svg.lucide-ellipsis-vertical)').click()
      await expect(page.getByRole('menu')).toBeVisible()
    }),
  ),
  place('notices', async (gallery, page) => {
    await at(group, 'main li a')(gallery, page)
    await page.locator('header button:has(svg.lucide-bell)').click()
    await dialog(page)
  }),
]

/** A browser of its own at a place. */
export const openPlace = async (
  browser: Browser,
  gallery: Gallery,
  { who, open }: Place,
  options: BrowserContextOptions & { readonly language?: 'ar' | 'en' } = {},
): Promise<Page> => {
  const { language = 'ar', ...rest } = options
  const context = await browser.newContext({
    locale: language,
    baseURL: gallery.server.url,
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    ...rest,
  })
  if (who !== 'nobody') {
    const { cookie, url } = who === 'facilitator' ? gallery.server.facilitator : gallery.suggester
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url }])
  }
  await context.addInitScript((chosen) => {
    localStorage.setItem('siyagha.language', chosen)
  }, language)
  const page = await context.newPage()
  await open(gallery, page)
  return page
}
