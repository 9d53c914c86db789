/** What a browser fetches before a page can be used: a figure of the build, the same on every machine. */
import { SCREENS, scriptSize } from '../support/page-sizes.ts'
import { round, table } from './statistics.ts'

const NAMES: Readonly<Record<keyof typeof SCREENS, string>> = {
  shell: 'the shell, with which every page begins',
  join: 'joining',
  home: 'the home',
  draft: 'a draft, until it can be written in',
}

export const benchSizes = (): Promise<string> => {
  const rows = [
    ['script of', 'files', 'gzip kB', 'brotli kB'],
    ...(['shell', 'join', 'home', 'draft'] as const).map((screen) => {
      const { files, gzip, brotli } = scriptSize('dist', SCREENS[screen])
      return [NAMES[screen], files, round(gzip / 1_000, 1), round(brotli / 1_000, 1)]
    }),
  ]
  const section = `### What is fetched\n\n${table(rows)}`
  console.log(section)
  return Promise.resolve(section)
}
