import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import type { Language } from '../../editor/ui/messages/language.ts'
import { createTranslator } from '../../editor/ui/messages/translator.ts'
import { allWords } from '../support/all-words.ts'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { keepPictures } from './kept.ts'
import { PICTURES } from './pictures.ts'
import type { Picture, Sitting } from './sitting.ts'
import { buildWorld, contextOf, type World } from './world.ts'

/**
 * Takes a picture of every screen, in Arabic and English, light and dark: `npm run screens [-- NAME …]`, into
 * `.cache/screens`. `SCREENS_LANGUAGES=ar,en,fr` and `SCREENS_SCHEMES=light` say otherwise; `SCREENS_SIZES=wide,laptop,phone`
 * takes each at all of these sizes. With `--keep` the chosen few go into docs/screens, in few colours (needs pngquant). Exits 1
 * when one could not be taken, and names it.
 */

const OUT = '.cache/screens'
const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  wide: { viewport: { width: 1440, height: 900 } },
  laptop: { viewport: { width: 1280, height: 720 } },
  narrow: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  /** A wide window at 200 %. */
  enlarged: { viewport: { width: 720, height: 450 } },
} as const
type Size = keyof typeof SIZES
const EVERY_SIZE = ['phone', 'wide', 'laptop', 'narrow', 'enlarged'] as const satisfies readonly Size[]

const SCHEMES = ['light', 'dark'] as const
type Scheme = (typeof SCHEMES)[number]

/** Of a variable of the environment what is known, or else what is usual. */
const chosen = <T extends string>(
  variable: string,
  known: readonly T[],
  usual: readonly T[],
): readonly T[] => {
  const asked = process.env[variable]?.split(',')
  return asked === undefined ? usual : known.filter((one) => asked.includes(one))
}

const take = async (
  browser: Browser,
  world: World,
  picture: Picture,
  language: Language,
  scheme: Scheme,
  size: Size,
  file: string,
): Promise<void> => {
  const context = await contextOf(browser, picture.who(world), {
    ...SIZES[size],
    locale: language,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  await context.addInitScript((name) => localStorage.setItem('siyagha.language', name), language)
  const page = await context.newPage()
  const translator = createTranslator(language, 'latn', await allWords(language))
  const { t } = translator
  const sitting: Sitting = {
    page,
    world,
    t,
    open: async (path) => {
      await page.goto(world.server.url + path)
      await page.locator('main h1, main h2, .documentText').first().waitFor()
    },
    press: (key, values) =>
      page
        .getByRole('button', { name: t(key, values) })
        .first()
        .click(),
    choose: (key, values) =>
      page
        .getByRole('menuitem', { name: t(key, values) })
        .first()
        .click(),
  }
  try {
    await picture.show(sitting)
    await page.evaluate(() => document.fonts.ready)
    // Two frames: what was asked for last is drawn.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.screenshot({ path: join(OUT, `${file}.png`), caret: 'hide' })
  } finally {
    await context.close()
  }
}

const main = async (): Promise<void> => {
  const asked = process.argv.slice(2)
  const wanted = asked.filter((one) => !one.startsWith('--'))
  const pictures = wanted.length === 0 ? PICTURES : PICTURES.filter(({ name }) => wanted.includes(name))
  const languages = chosen<Language>('SCREENS_LANGUAGES', ['ar', 'en', 'fr'], ['ar', 'en'])
  const schemes = chosen<Scheme>('SCREENS_SCHEMES', SCHEMES, SCHEMES)
  if (wanted.length === 0) await rm(OUT, { recursive: true, force: true })
  await mkdir(OUT, { recursive: true })
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  const failed: string[] = []
  let taken = 0
  try {
    const world = await buildWorld(browser)
    for (const picture of pictures) {
      const own = picture.size ?? 'wide'
      for (const size of chosen<Size>('SCREENS_SIZES', EVERY_SIZE, [own]))
        for (const language of languages)
          for (const scheme of schemes) {
            const name = size === own ? picture.name : `${picture.name}-${size}`
            const file = `${name}-${language}-${scheme}`
            try {
              await take(browser, world, picture, language, scheme, size, file)
              taken++
            } catch (error) {
              failed.push(`${file}: ${String(error).split('\n')[0]}`)
            }
          }
    }
    await world.stop()
  } finally {
    await browser.close()
  }
  process.stdout.write(`${taken} pictures in ${OUT}\n`)
  if (failed.length > 0) {
    process.stderr.write(`not taken:\n${failed.join('\n')}\n`)
    process.exitCode = 1
    return
  }
  if (!asked.includes('--keep')) return
  const failure = keepPictures(OUT, 'docs/screens')
  if (failure === null) return
  process.stderr.write(`${failure}\n`)
  process.exitCode = 1
}

await main()
