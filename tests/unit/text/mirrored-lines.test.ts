import { describe, expect, it } from 'vitest'
import { cleanText } from '#core/text/clean.ts'
import { mirroredLines, readMirrored } from '#core/text/pdf/mirrored-lines.ts'
import { isSurelyDamagedPdf, looksLikeDamagedPdf } from '#core/text/pdf/pdf-damage.ts'
import { blockWords, isDamagedPdfText, repairPdfText } from '#core/text/pdf/repair-pdf-text.ts'
import { beginReview } from '#core/text/pdf/review.ts'
import { reviewed } from '#core/text/pdf/review-acts.ts'
import { WELL_WRITTEN } from './written-texts.ts'

const turned = (text: string): string => Array.from(text).reverse().join('')

/** As extractors write them: Latin words and numbers as they are seen, brackets by their shape. */
const MIRRORED: readonly (readonly [came: string, read: string])[] = [
  ['ميدقلا ةيرقلا يف هايملا صصح عيزوت نع ةقرولا هذه', 'هذه الورقة عن توزيع حصص المياه في القرية القديم'],
  ['2029 عيبر يف (UTN) هايملا ةكبش تسسأت', 'تأسست شبكة المياه (UTN) في ربيع 2029'],
  ['.UN Women عم ةديعبلا ىرقلا ناجل تلمع', 'عملت لجان القرى البعيدة مع UN Women.'],
  ['ةبوتكم ةقرو ىلع ةنجللا تقفتا -1', '1- اتفقت اللجنة على ورقة مكتوبة'],
  ['«اًعم بتكن نحن» ةنجللا ةسيئر تلاق يفو', 'وفي قالت رئيسة اللجنة «نحن نكتب معًا»'],
]

const DOCUMENT = [
  'ةصالخلا',
  'نأ ىلع قفتاو ةميدقلا ةيرقلا يف هايملا ةكبش ءاضعأ عمتجا ةليوط روهش دعب',
  'يتلا ىرقلا يف صصحلا هذه نم ىرج ام عيبر لك رشنت نأو عيبانيلا ةنجللا ىعرت',
  '.لوهسلا نم برقلاب',
].join('\n')

describe('a line that is written letter by letter as it is seen', () => {
  it('[DOC717] is known and read from its other end, foreign words and numbers as they stand', () => {
    for (const [came, read] of MIRRORED) {
      expect([...mirroredLines([came])], came).toEqual([0])
      expect(readMirrored(came)).toBe(read)
    }
  })

  it('[DOC717] a rule that is broken is caught by these lines', () => {
    for (const broken of [
      turned,
      (line: string) => line.split(' ').reverse().join(' '),
      (line: string) => line,
    ])
      expect(MIRRORED.some(([came, read]) => broken(came) !== read)).toBe(true)
  })

  it('[DOC717] a lam-alef that was one sign, and marks in front of or behind their letter, come right', () => {
    expect(readMirrored('نمألا ىلإ')).toBe('إلى الأمن')
    // The one sign «لأ» kept its order while the letters around it were turned.
    expect(readMirrored('نملأا لالخ نم')).toBe('من خلال الأمن')
    expect(readMirrored(turned('قُدِّمت الورقة'))).toBe('قُدِّمت الورقة')
    expect(readMirrored('ةقرولا تمدِّقُ')).toBe('قُدِّمت الورقة')
  })

  it('[DOC717] what is read as it stands is not taken for one', () => {
    for (const text of [
      ...WELL_WRITTEN,
      'كان العمل كاملا قليلا جميلا',
      'يا أهل القرى، يا من رعى الينابيع',
      'the network met in 2029',
      'در این روستا آب کم است و مردم از آن می‌نوشند',
      'ة واسعة  حقيقيّ شراكه',
      '',
    ])
      expect([...mirroredLines([cleanText(text)])], text).toEqual([])
    // And from the other end each of those that says enough is.
    const long = WELL_WRITTEN.filter((text) => text.length > 60 && !/[a-z]/iu.test(text))
    const known = long.filter((text) => mirroredLines([turned(text)]).size === 1)
    expect(known.length).toBeGreaterThan(long.length * 0.6)
    for (const text of known)
      expect(readMirrored(turned(text)).replace(/\d/gu, '')).toBe(text.replace(/\d/gu, ''))
  })

  it('[DOC717] where most lines are such, so is one that says nothing; each is doubtful and keeps what it came from', () => {
    const blocks = repairPdfText(DOCUMENT)
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph'])
    expect(blocks.map(blockWords)).toEqual([
      'الخلاصة',
      'بعد شهور طويلة اجتمع أعضاء شبكة المياه في القرية القديمة واتفق على أن ترعى اللجنة الينابيع وأن تنشر كل ربيع ما جرى من هذه الحصص في القرى التي بالقرب من السهول.',
    ])
    const lines = blocks.flatMap((block) => block.lines)
    expect(lines.map(({ source }) => source)).toEqual(DOCUMENT.split('\n'))
    expect(lines.every(({ isDoubtful }) => isDoubtful)).toBe(true)
    // A person takes it as it came.
    const came = reviewed(beginReview(blocks), { act: 'as-it-came', line: 1 })
    expect(came.blocks[0]?.lines[0]?.pieces).toEqual([{ text: 'ةصالخلا', isGlued: false }])
  })

  it('[DOC717] [DOC719] such a text is one out of a damaged PDF, even of one line', () => {
    expect(isDamagedPdfText(DOCUMENT)).toBe(true)
    for (const [came] of MIRRORED) {
      expect(looksLikeDamagedPdf([came])).toBe(true)
      expect(isSurelyDamagedPdf([came])).toBe(true)
    }
    // A blank left out behind stops is haste and no damage.
    const hasty = ['جئنا،وجلسنا.ثم كتبنا', 'ثم قرأنا،ثم ضحكنا', 'ونمنا.وقمنا', 'وعدنا،وعادوا']
    expect(looksLikeDamagedPdf(hasty)).toBe(true)
    expect(isSurelyDamagedPdf(hasty)).toBe(false)
  })
})
