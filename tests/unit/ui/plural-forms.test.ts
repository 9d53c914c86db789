import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { arabic } from '../../../editor/ui/messages/arabic.ts'
import type { MessageKey } from '../../../editor/ui/messages/catalogue.ts'
import { LANGUAGES, type Language } from '../../../editor/ui/messages/language.ts'
import { createTranslator } from '../../../editor/ui/messages/translator.ts'
import { allWords } from '../../support/all-words.ts'

/** One count for each of the six Arabic forms: zero, one, two, few, many, other. */
const COUNTS = [0, 1, 2, 3, 11, 100] as const

const ARGUMENT = /^[a-z]+$/iu

interface Counted {
  readonly key: MessageKey
  /** Which argument is counted; of several, the first. */
  readonly counts: string
  readonly others: readonly string[]
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** Every argument, those inside plural forms included. */
const namesIn = (elements: readonly Element[]): readonly string[] =>
  elements.flatMap((element) => [
    ...('value' in element && typeof element.value === 'string' && element.type !== 0 ? [element.value] : []),
    ...('options' in element
      ? Object.values(element.options).flatMap((option) => namesIn(option.value))
      : []),
  ])

const COUNTED: readonly Counted[] = (Object.keys(arabic) as MessageKey[]).flatMap((key) => {
  const ast = new IntlMessageFormat(arabic[key], 'ar').getAst()
  const plural = ast.find((element) => 'pluralType' in element)
  if (plural === undefined || !('value' in plural)) return []
  const counts = String(plural.value)
  const others = [...new Set(namesIn(ast))].filter((name) => name !== counts && ARGUMENT.test(name))
  return [{ key, counts, others }]
})

/** What a message says of each count; other arguments are words without digits. */
const saidOf = async (language: Language): Promise<ReadonlyMap<MessageKey, readonly string[]>> => {
  const { t } = createTranslator(language, 'latn', await allWords(language))
  return new Map(
    COUNTED.map(({ key, counts, others }) => [
      key,
      COUNTS.map((count) =>
        t(key, { ...Object.fromEntries(others.map((name) => [name, 'كلمة'])), [counts]: count }),
      ),
    ]),
  )
}

const hasDigit = (said: string): boolean => /\d/u.test(said)

/** What counts without a noun, or counts what stands in front of it. */
const NO_NOUN: ReadonlySet<MessageKey> = new Set([
  'document.people.more',
  'inbox.open',
  'since.decided.yours',
  'decisions.rest',
])

/** What holds alike of one and of many: a heading before a number, a number alone. */
const withoutNumber = (said: string): string => said.replaceAll(/\d+/gu, '#')

describe('messages that count', () => {
  it.each(LANGUAGES)(
    '[UI42] say something of each of six counts in %s, and fill every place',
    async (language) => {
      for (const [key, said] of await saidOf(language))
        for (const one of said)
          expect(/[{}#]|undefined|NaN/u.test(one), `${language} ${key}: ${one}`).toBe(false)
    },
  )

  it('[UI42] in Arabic one and two are words, more are numbers, and each noun takes its form', async () => {
    for (const [key, [zero, one, two, three, eleven, hundred]] of await saidOf('ar')) {
      expect(
        [one, two].filter((said) => hasDigit(said ?? '')),
        key,
      ).toEqual([])
      expect(zero, key).not.toBe(one)
      expect(one, key).not.toBe(two)
      for (const [count, said] of [
        [3, three],
        [11, eleven],
        [100, hundred],
      ] as const)
        expect(said, `${key} ${count}`).toContain(String(count))
    }
  })

  it.each(['en', 'fr'] as const)(
    '[UI42] in %s one and two differ by more than their number',
    async (language) => {
      const alike = [...(await saidOf(language))].flatMap(([key, [, one = '', two = '']]) =>
        withoutNumber(one) === withoutNumber(two) ? [key] : [],
      )
      expect(alike.filter((key) => !NO_NOUN.has(key))).toEqual([])
    },
  )
})
