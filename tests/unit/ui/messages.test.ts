import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { arabic } from '../../../editor/ui/messages/arabic.ts'
import { Catalogues, type LoadedWords, type MessageKey } from '../../../editor/ui/messages/catalogue.ts'
import { LANGUAGES, type Language } from '../../../editor/ui/messages/language.ts'
import { createTranslator, isolated } from '../../../editor/ui/messages/translator.ts'
import { allWords } from '../../support/all-words.ts'

const keys = Object.keys(arabic) as MessageKey[]

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** Names of the arguments of a message, those inside plural forms included. */
const argumentsOf = (elements: readonly Element[]): Set<string> => {
  const found = new Set<string>()
  for (const element of elements) {
    if (element.type !== 0 && element.type !== 7 && 'value' in element) found.add(String(element.value))
    if ('options' in element)
      for (const option of Object.values(element.options))
        for (const name of argumentsOf(option.value)) found.add(name)
  }
  return found
}
const astOf = (catalogue: LoadedWords, key: MessageKey, language: string) =>
  new IntlMessageFormat(catalogue[key] ?? '', language).getAst()

describe('the catalogues', () => {
  it('[UI80] have every key in every language, none empty, and compile', async () => {
    for (const language of LANGUAGES) {
      const catalogue = await allWords(language)
      expect(Object.keys(catalogue).toSorted()).toEqual([...keys].toSorted())
      for (const key of keys) {
        expect(catalogue[key]?.trim(), `${language} ${key}`).not.toBe('')
        expect(() => astOf(catalogue, key, language), `${language} ${key}`).not.toThrow()
      }
    }
  })

  it('[UI80] take the same arguments in every language', async () => {
    for (const language of LANGUAGES) {
      const catalogue = await allWords(language)
      for (const key of keys)
        expect([...argumentsOf(astOf(catalogue, key, language))].toSorted(), `${language} ${key}`).toEqual(
          [...argumentsOf(astOf(arabic, key, 'ar'))].toSorted(),
        )
    }
  })

  it('[UI42] spell all six forms wherever Arabic counts', () => {
    for (const key of keys)
      for (const element of astOf(arabic, key, 'ar')) {
        if (!('options' in element) || !('pluralType' in element)) continue
        expect(Object.keys(element.options).toSorted(), key).toEqual([
          'few',
          'many',
          'one',
          'other',
          'two',
          'zero',
        ])
      }
  })

  it('[UI80] keep English and French free of Arabic, but for names of digits', async () => {
    const named = new Set<MessageKey>([
      'app.digits.latn',
      'app.digits.arab',
      'settings.digits.arab',
      'textCheck.digits.arabic-indic',
      'textCheck.digits.command.arabic-indic',
    ])
    for (const language of ['en', 'fr'] as const) {
      const catalogue = await allWords(language)
      for (const key of keys)
        if (!named.has(key))
          expect(/\p{Script=Arabic}/u.test(catalogue[key] ?? ''), `${language} ${key}`).toBe(false)
    }
  })
})

describe('the French words', () => {
  it('[UI873] stand behind narrow blanks that never break: before ; : ! ? and within « »', async () => {
    const catalogue = await allWords('fr')
    for (const key of keys) {
      const words = catalogue[key] ?? ''
      expect(/[^\u202f][;:!?»]|«[^\u202f]/u.exec(words)?.[0], `${key}: ${words}`).toBeUndefined()
    }
  })
})

describe('the Arabic words', () => {
  it('[UI873] are spelt one way, with Arabic signs, and no digit that the reader has not chosen', () => {
    const twice =
      /(?<!\p{L})[وف]?[بلك]?(?:ال)?(?:كل|أول|أولًا|ربما|مرة|ملف|أي|إلا|لأن|مما|نقط)(?![\p{L}\p{M}])/u
    const named = /^(?:app\.digits|settings\.digits|textCheck\.digits)|^certificate\.hash\.hint$/u
    for (const key of keys) {
      const source = arabic[key]
      // What stands between braces for the machine says nothing to the reader.
      const words = source.replaceAll(/\{\w+, (?:plural|number),?|\{\w+\}/g, '')
      expect(twice.exec(words)?.[0], `${key}: ${source}`).toBeUndefined()
      expect(/\p{L}\p{M}*[,;?]/u.exec(words)?.[0], `${key}: ${source}`).toBeUndefined()
      if (!named.test(key))
        expect(
          /(?<![A-Z-])[\d٠-٩]/u.exec(words.replaceAll(/UTF-8|F2/g, ''))?.[0],
          `${key}: ${source}`,
        ).toBeUndefined()
    }
  })
})

describe('the parts of the words', () => {
  it('[UI851] are fetched for the languages that are spoken, when a screen needs them, into the words that are held', async () => {
    const asked: string[] = []
    const catalogues = new Catalogues((language, part) => {
      asked.push(`${language} ${part}`)
      return Promise.resolve({ 'app.close': `${language} ${part}` })
    })
    const words = await catalogues.speak('fr')
    await catalogues.need('text')
    expect(asked).toEqual(['fr shell', 'fr text'])
    expect(words['app.close']).toBe('fr text')
    await catalogues.speak('en')
    expect(asked.slice(2)).toEqual(['en shell', 'en text'])
  })

  it('[UI851] that cannot be had are asked for again', async () => {
    let reachable = false
    const catalogues = new Catalogues(() =>
      reachable ? Promise.resolve({}) : Promise.reject(new Error('away')),
    )
    await expect(catalogues.speak('fr')).rejects.toThrow('away')
    reachable = true
    await expect(catalogues.speak('fr')).resolves.toEqual({})
  })
})

describe('a translator', () => {
  it('[UI851] never shows a message whose words are not loaded', () => {
    expect(() => createTranslator('ar', 'latn', {}).t('app.close')).toThrow('app.close')
  })

  const ar = createTranslator('ar', 'latn', arabic)

  it('[UI42] counts in the six forms with Western digits', () => {
    expect([0, 1, 2, 3, 11, 100].map((count) => ar.t('members.count', { count }))).toEqual([
      'لا أعضاء',
      'عضو واحد',
      'عضوان',
      '3 أعضاء',
      '11 عضوًا',
      '100 عضو',
    ])
  })

  it('[UI42] writes dates with the months of the Levant, and other digits when asked', () => {
    const day = Date.UTC(2022, 0, 14, 12)
    expect(ar.date(day)).toContain('كانون الثاني')
    expect(ar.date(day)).toContain('2022')
    const indic = createTranslator('ar', 'arab', arabic)
    expect(indic.date(day)).toContain('٢٠٢٢')
    expect(indic.t('members.count', { count: 3 })).toBe('٣ أعضاء')
  })

  it('[UI42] says how long ago, and the date after a week', () => {
    const now = Date.UTC(2026, 2, 14, 12)
    const minute = 60_000
    expect(ar.since(now, now)).toBe('الآن')
    expect(ar.since(now - 3 * minute, now)).toBe('قبل 3 دقائق')
    expect(ar.since(now - 26 * 60 * minute, now)).toBe('أمس')
    expect(ar.since(now - 30 * 24 * 60 * minute, now)).toContain('شباط')
    expect(ar.since(now + minute, now)).toBe('الآن')
  })

  it('[UI874] counts days by midnights, not by hours, in every language', async () => {
    const evening = new Date(2026, 2, 14, 20).getTime()
    const morning = new Date(2026, 2, 16, 8).getTime()
    const said = async (language: Language) =>
      createTranslator(language, 'latn', await allWords(language)).since(evening, morning)
    expect([await said('ar'), await said('en'), await said('fr')]).toEqual([
      'أول أمس',
      '2 days ago',
      'avant-hier',
    ])
  })

  it('[UI41] leaves elements in place and isolates names in plain strings', () => {
    const name = { is: 'an element' }
    expect(ar.parts('members.removed', { name })).toContain(name)
    expect(ar.t('members.role-of', { name: isolated('Rana') })).toBe('دور \u2068Rana\u2069')
  })
})
