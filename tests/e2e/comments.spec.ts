import { expect, test, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { build } from 'vite'
import type { CommentsPage } from './comments-page.ts'

declare global {
  interface Window {
    readonly text: CommentsPage
  }
}

const TEXTS = [
  'نؤكّد نحن المشاركات والمشاركين في هذه المجموعة أنّ الصياغة عمل شاق.',
  'تلتزم الأطراف بوقف إطلاق النار في جميع المناطق اعتباراً من تاريخ التوقيع.',
  'ويجتمع الطرفان مرّة في الشهر.',
]

const bundle = async (): Promise<{ readonly code: string; readonly css: string }> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: resolve('tests/e2e/comments-page.ts'), formats: ['es'], fileName: 'text' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { '#core': resolve('editor/core') } },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  return {
    code: outputs.map((one) => ('code' in one ? one.code : '')).join('\n'),
    css: outputs.map((one) => ('source' in one ? String(one.source) : '')).join('\n'),
  }
}

test.describe('threads in the text', () => {
  let made: Awaited<ReturnType<typeof bundle>>

  test.beforeAll(async () => {
    made = await bundle()
  })

  /** @param highlights without them the page is as in a browser that knows none. */
  const open = async (page: Page, highlights = true): Promise<void> => {
    await page.route('http://text.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: made.code })
        : route.fulfill({
            contentType: 'text/html',
            body: `<!doctype html><html dir="rtl" lang="ar"><title>text</title><style>${made.css}</style>`,
          }),
    )
    await page.goto('http://text.test/')
    await page.evaluate(
      async ([texts, has]) => {
        if (!has) Reflect.deleteProperty(window, 'Highlight')
        const source = 'http://text.test/text.js'
        const { openPage } = await import(source)
        Reflect.set(window, 'text', openPage(texts))
      },
      [TEXTS, highlights] as const,
    )
  }

  /** Begins a thread on the first `words`, as the page would. */
  const begin = (page: Page, threads: Readonly<Record<string, string>>): Promise<void> =>
    page.evaluate((wanted) => {
      const { editor, select } = window.text
      const made = Object.entries(wanted).map(([id, words]) => {
        select(words)
        document.dispatchEvent(new Event('selectionchange'))
        return { id, anchor: editor.comments.anchorOfSelection(), resolved: null }
      })
      editor.comments.setThreads(made)
    }, threads)

  const drawn = (page: Page, name: string) => page.evaluate((wanted) => window.text.drawn(wanted), name)

  test('[UI601] are drawn by highlights, moved and drawn again as the text changes, and the active one apart', async ({
    page,
  }) => {
    await open(page)
    await begin(page, { one: 'الأطراف', two: 'إطلاق النار', three: 'مرّة في' })
    expect(await drawn(page, 'thread')).toEqual(['الأطراف', 'إطلاق النار', 'مرّة في'])
    await page.evaluate(() => window.text.editor.comments.light('two'))
    expect(await drawn(page, 'activeThread')).toEqual(['إطلاق النار'])
    expect((await drawn(page, 'thread'))?.toSorted()).toEqual(['الأطراف', 'مرّة في'].toSorted())
    // In front of it, within it, and a change of format that makes new elements.
    await page.evaluate(() => window.text.select('نؤكّد'))
    await page.keyboard.press('Home')
    await page.keyboard.type('مقدمة ')
    await page.evaluate(() => window.text.select('بوقف'))
    await page.keyboard.type('بإيقاف')
    await page.evaluate(() => window.text.select('إطلاق'))
    await page.keyboard.press('Control+b')
    await page.evaluate(() => window.text.select('في الشهر'))
    await page.keyboard.press('Control+i')
    await expect.poll(() => drawn(page, 'activeThread')).toEqual(['إطلاق النار'])
    expect((await drawn(page, 'thread'))?.toSorted()).toEqual(['الأطراف', 'مرّة في'].toSorted())
    // Enter in the middle of one.
    await page.evaluate(() => window.text.select('النار'))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => (await drawn(page, 'activeThread'))?.join('').replace(/\s/gu, ''))
      .toBe('إطلاقالنار')
  })

  test('[UI601] no word changes its width by being drawn, with or without highlights', async ({ page }) => {
    for (const highlights of [true, false]) {
      await open(page, highlights)
      const width = () =>
        page.evaluate(() => ['المشاركات', 'المجموعة'].map((word) => window.text.width(word)))
      const before = await width()
      await begin(page, { one: 'المشاركات', two: 'المجموعة' })
      await page.evaluate(() => window.text.editor.comments.light('one'))
      if (!highlights) await expect(page.locator('.thread')).toHaveCount(2)
      const after = await width()
      before.forEach((one, index) => expect(Math.abs(one - (after[index] ?? 0))).toBeLessThan(0.5))
      expect(await drawn(page, 'activeThread')).toEqual(highlights ? ['المشاركات'] : null)
      if (!highlights) await expect(page.locator('.activeThread')).toHaveText('المشاركات')
    }
  })

  test('[UI601] without highlights they follow the text as decorations', async ({ page }) => {
    await open(page, false)
    await begin(page, { one: 'إطلاق النار' })
    await expect(page.locator('.thread')).toHaveText('إطلاق النار')
    await page.evaluate(() => window.text.select('النار'))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('هذه ')
    await expect
      .poll(async () => (await page.locator('.thread').allTextContents()).join(''))
      .toBe('إطلاق هذه النار')
    await page.evaluate(() => window.text.editor.comments.setThreads([]))
    await expect(page.locator('.thread')).toHaveCount(0)
  })

  test('[UI602] the selection that a comment is about comes back, and its place is drawn meanwhile', async ({
    page,
  }) => {
    await open(page)
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement('textarea'))
      field.id = 'words'
      const { editor } = window.text
      editor.onAsk('comment', () => {
        editor.comments.showDraft(editor.comments.anchorOfSelection())
        field.focus()
      })
    })
    await page.evaluate(() => window.text.select('إطلاق النار'))
    await page.keyboard.press('Control+Alt+KeyM')
    await expect(page.locator('#words')).toBeFocused()
    expect(await drawn(page, 'activeThread')).toEqual(['إطلاق النار'])
    await page.keyboard.type('words')
    // Somebody writes in front of it meanwhile.
    await page.evaluate(() => window.text.doc.getText('content').insert(1, 'من قبل '))
    await page.evaluate(() => {
      window.text.editor.comments.showDraft(null)
      window.text.editor.comments.back()
    })
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('إطلاق النار')
    expect(await drawn(page, 'activeThread')).toEqual([])
  })

  test('[UI602] who may not write comments by the same key, and a click on a thread tells which', async ({
    page,
  }) => {
    await open(page)
    await begin(page, { one: 'إطلاق النار', two: 'بوقف إطلاق النار في' })
    const asked = await page.evaluate(() => {
      const { editor } = window.text
      editor.setWriting(false)
      const asks: string[] = []
      Reflect.set(window, 'asks', asks)
      editor.onAsk('comment', () => asks.push(editor.comments.anchorOfSelection()?.quote.exact ?? 'nothing'))
      return asks.length
    })
    expect(asked).toBe(0)
    await page.evaluate(() => window.text.select('جميع المناطق'))
    await expect(page.locator('.documentText')).toBeFocused()
    await page.keyboard.press('Control+Alt+KeyM')
    expect(await page.evaluate(() => Reflect.get(window, 'asks'))).toEqual(['جميع المناطق'])
    const place = await page.evaluate(() => {
      window.text.select('النار')
      const { x, y, width, height } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect()
      return { x: x + width / 2, y: y + height / 2 }
    })
    await page.mouse.click(place.x, place.y)
    await expect
      .poll(() => page.evaluate(() => window.text.editor.comments.atCaret()))
      .toEqual(['one', 'two'])
    expect(await page.evaluate(() => window.text.editor.comments.goTo('two', 'stay'))).toBe(true)
  })
})
