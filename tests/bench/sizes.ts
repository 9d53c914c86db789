/** What a browser fetches before a page can be used: a figure of the build, the same on every machine. */
import { SCREENS, scriptSize } from '../support/page-sizes.ts'
import { round, table } from './statistics.ts'

const NAMES: Readonly<Record<keyof typeof SCREENS, string>> = {
  shell: 'the shell, with which every page begins',
  join: 'joining',
  home: 'the home',
  draft: 'a draft, until it can be written in',
}

/** kB, as gzip makes them: what a browser takes over plain http, too. */
const AIMS: Partial<Readonly<Record<keyof typeof SCREENS, number>>> = { shell: 150, draft: 340 }

export const benchSizes = (): Promise<string> => {
  const rows = [
    ['script of', 'files', 'gzip kB', 'brotli kB', 'aim, gzip kB', ''],
    ...(['shell', 'join', 'home', 'draft'] as const).map((screen) => {
      const { files, gzip, brotli } = scriptSize('dist', SCREENS[screen])
      const aim = AIMS[screen]
      const verdict = aim === undefined ? '–' : gzip <= aim * 1_000 ? 'met' : 'missed'
      return [NAMES[screen], files, round(gzip / 1_000, 1), round(brotli / 1_000, 1), aim ?? '–', verdict]
    }),
  ]
  const section = `### What is fetched\n\n${table(rows)}`
  console.log(section)
  return Promise.resolve(section)
}
