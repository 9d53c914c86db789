import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const TOKENS = readFileSync(join(import.meta.dirname, '../../../editor/ui/styles/tokens.css'), 'utf8')

/** The colours of each `:root`, under the condition that it stands under ('' for none). */
const groups = [...TOKENS.matchAll(/(?:@media ([^{]+)\{\s*)?:root \{([^}]+)\}/g)].map(
  ([, condition = '', body = '']) => ({
    condition: condition.trim(),
    colours: Object.fromEntries(
      [...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  }),
)

/** As the cascade leaves them: later ones win where their condition holds. */
const coloursWhen = (more: boolean, dark: boolean): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...groups
      .filter(
        ({ condition }) =>
          (more || !condition.includes('prefers-contrast')) &&
          (dark || !condition.includes('prefers-color-scheme')),
      )
      .map(({ colours }) => colours),
  )

/** WCAG 2.2, relative luminance of `#rrggbb`. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const SURFACES = ['--ground', '--paper', '--raised'] as const

describe('who asks for more contrast', () => {
  it.each([false, true])('[UI872] reads soft words at 7:1 and sees lines at 4.5:1 (dark: %s)', (dark) => {
    const usual = coloursWhen(false, dark)
    const more = coloursWhen(true, dark)
    const at = (colours: Readonly<Record<string, string>>, name: string, surface: string) =>
      contrast(colours[name] ?? '', colours[surface] ?? '')
    for (const surface of SURFACES) {
      for (const ink of ['--ink', '--ink-soft', '--ink-faint'])
        expect(at(more, ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(7)
      for (const line of ['--rule', '--rule-strong'])
        expect(at(more, line, surface), `${line} on ${surface}`).toBeGreaterThanOrEqual(4.5)
      // What is usual is softer: else nothing was asked for.
      expect(at(usual, '--rule', surface)).toBeLessThan(3)
    }
  })
})
