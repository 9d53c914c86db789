/**
 * What `editor/ui/styles/fallback-faces.css` says of faces that stand in for ours until these are here: how much narrower or
 * wider Arabic is set in them, on this machine, and how high our own faces are. More faces: paths of files of
 * Fontsource in FACES, with colons between.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { chromium } from '@playwright/test'
import { arabic } from '../../editor/ui/messages/arabic.ts'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { round, table } from './statistics.ts'

const FILES = 'node_modules/@fontsource'
const OURS = [
  { name: 'Noto Naskh Arabic', file: 'noto-naskh-arabic', weights: [400, 700] },
  { name: 'IBM Plex Sans Arabic', file: 'ibm-plex-sans-arabic', weights: [400, 600] },
] as const
const INSTALLED = [
  'DejaVu Sans',
  'Noto Sans Arabic',
  'Noto Naskh Arabic UI',
  'Arial',
  'Segoe UI',
  'Geeza Pro',
  'Tahoma',
]

/** Every Arabic word of the interface without what stands in for others: some 60 kB of plain Arabic. */
const SAMPLE = Object.values(arabic)
  .map((words) => words.replaceAll(/\{[^{}]*\}|[{}]/g, ' '))
  .filter((words) => !/[A-Za-z#]/.test(words))
  .join(' ')

/** Large, so that nothing is rounded. */
const PIXELS = 1_000

/** A file of Fontsource's holds either Arabic or the blanks, digits and signs between. */
const faceRule = (family: string, path: string, weight: number): string => {
  const range = path.includes('-latin-')
    ? 'U+0000-00FF, U+2000-206F'
    : 'U+0600-06FF, U+0750-077F, U+FB50-FEFC'
  const data = readFileSync(path).toString('base64')
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range};
    src: url(data:font/woff2;base64,${data}) }`
}

const familyOf = (path: string): string => basename(path).replace(/-(?:arabic|latin)-\d.*$/, '')

/** Width of the sample and height of the face, in em. */
interface Extent {
  readonly width: number
  readonly ascent: number
  readonly descent: number
}

export const benchFaces = async (): Promise<string> => {
  const others = (process.env['FACES'] ?? '').split(':').filter((path) => path !== '')
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags() })
  try {
    const page = await browser.newPage()
    const rules = [
      ...OURS.flatMap(({ name, file, weights }) =>
        weights.flatMap((weight) =>
          ['arabic', 'latin'].map((part) =>
            faceRule(`${name} ours`, `${FILES}/${file}/files/${file}-${part}-${weight}-normal.woff2`, weight),
          ),
        ),
      ),
      ...others.map((path) => faceRule(familyOf(path), path, Number(/-(\d+)-/.exec(path)?.[1] ?? 400))),
    ]
    await page.setContent(`<style>${rules.join('\n')}</style>`)
    /** Null for a face that this machine has not. */
    const extentOf = async (family: string, weight: number): Promise<Extent | null> => {
      const [nothing, found] = await page.evaluate(
        async ([fonts, sample]) => {
          const context = document.createElement('canvas').getContext('2d')
          if (context === null) throw new Error('no canvas')
          const extents: { width: number; ascent: number; descent: number }[] = []
          for (const font of fonts) {
            await document.fonts.load(font, sample)
            context.font = font
            const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(sample)
            extents.push({ width, ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent })
          }
          return extents
        },
        [
          ["'no such face'", `'${family}'`].map((name) => `${weight} ${PIXELS}px ${name}, monospace`),
          SAMPLE,
        ] as const,
      )
      if (nothing === undefined || found === undefined || found.width === nothing.width) return null
      const { width, ascent, descent } = found
      return { width: width / PIXELS, ascent: ascent / PIXELS, descent: descent / PIXELS }
    }
    const rows: (string | number)[][] = [
      ['face', 'weight', 'in its place', 'size-adjust %', 'ascent-override %', 'descent-override %'],
    ]
    for (const { name, weights } of OURS)
      for (const weight of weights) {
        const ours = await extentOf(`${name} ours`, weight)
        if (ours === null) throw new Error(`no ${name}`)
        for (const other of new Set([...INSTALLED, ...others.map(familyOf)])) {
          const extent = await extentOf(other, weight)
          if (extent === null) continue
          const adjust = ours.width / extent.width
          const percent = (share: number): number => round(share * 100, 1)
          rows.push([
            name,
            weight,
            other,
            percent(adjust),
            percent(ours.ascent / adjust),
            percent(ours.descent / adjust),
          ])
        }
      }
    const section = `### Faces that stand in for ours\n\n${table(rows)}`
    console.log(section)
    return section
  } finally {
    await browser.close()
  }
}
