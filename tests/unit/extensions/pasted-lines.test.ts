// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { readPastedLines, type LinesRead } from '../../../editor/extensions/clipboard/pasted-lines.ts'
import { DAMAGED_PDF } from '../../support/damaged-pdf-text.ts'
import { editorWith, lines, select } from './support.ts'

const shape = (read: LinesRead): readonly string[] | string =>
  read.kind === 'wrapped'
    ? read.pasted.blocks.map(
        ({ attrs, runs }) =>
          `${attrs.kind === 'item' ? attrs.list : attrs.kind}|${runs.map(({ text }) => text).join('')}`,
      )
    : read.kind

/** As a PDF viewer puts it on the clipboard: a line for each line of the page. */
const PAGE = `خلاصة اللقاء
اجتمعت لجنة الينابيع في القرية القديمة مساء الخميس لتنظر في
حصص المياه التي وزعت بين البيوت في الصيف الماضي، واستمعت إلى
ثلاثة من المزارعين. قال أولهم إن القناة لم تصل إلى أرضه منذ
الربيع، وقال الثاني إن حصته ذهبت إلى غيره.
ثم اتفق الحاضرون على ما يأتي:
1- أن تكتب اللجنة ورقة قصيرة تصف فيها ما جرى وتقترح ترتيبا
جديدا للحصص.
2- أن تعرضها على أهل القرى كلها قبل أول الشتاء.
وشكروا أصحاب الدار على كرمهم.`

const ENGLISH = `The network of the springs met in the old village on Thursday evening and
looked at the shares of water that had been given to the houses over the
summer. Three farmers spoke first, and the second of them said that his co-
operation had been asked for twice.`

const ORDINARY: Readonly<Record<string, string>> = {
  'a poem in verses': `أيا جارة الوادي سلام على الربى وقلب على عهد الينابيع باقيا
سقى الغيث أياما تولت كأنها طيوف من الأحلام تمضي تباعيا
إذا ما ذكرت النهر والنخل حوله تحدر دمعي في الظلام سواقيا
وقلت لنفسي إنها الدار لم تزل تنادي بنيها البعد والصبر ناديا
فيا ليت شعري هل أبيتن ليلة على تلة فيها نسيم الصبا ليا`,
  'free verse': `على باب المدينة
انتظرنا
ولم يأت أحد من
الذين وعدوا
بالمطر`,
  'an address': `جمعية ينابيع القرى المتوسطة
شارع السوق القديم، البناء ١٢، الطابق الثاني
ص.ب. 1450
طرابلس
هاتف: 06 123 456`,
  'a talk': `ريم: أوافق على الفقرة الثالثة كما كُتبت في المسودة الأخيرة، لكن أرى أن نبدأ من
سامر: وأنا أيضًا، على أن نغيّر كلمة «فورًا» لأن الدول لن تقبل بها كما جاءت في النص الذي
ريم: نكتب إذن «في أقرب وقت» ونترك الباقي لاجتماع الغد، وأرسل لكم الصيغة بعد ساعة من`,
  'messages with their hour': `[10:14, 3/1/2024] ريم: نقترح أن تبدأ الفقرة بما اتفق عليه الجميع في
[10:15, 3/1/2024] سامر: موافق. وأضيف أن نذكر القرى الأربع كلها في
[10:19, 3/1/2024] ريم: حسنًا. أكتبها الليلة وأرسلها لكم قبل أن ينام من`,
  'recommendations, a line each': `توفير المياه النظيفة لجميع القرى الواقعة على ضفاف النهر الكبير
دعم المدارس وتأهيل المعلمين والمعلمات في المناطق الريفية البعيدة جدا
إشراك النساء في لجان إدارة الموارد المائية المحلية
فتح الطرق الزراعية قبل موسم الحصاد القادم وصيانتها كل عام بعد الشتاء`,
  'names with what they are': `أحمد الخطيب، مهندس مياه
ليلى منصور، معلمة وعضو لجنة القرية
سمير حداد، مزارع`,
  'sentences, a paragraph each': `اجتمعت اللجنة في القرية القديمة ونظرت في حصص المياه كلها.
اتفق الحاضرون على أن تكتب ورقة قصيرة قبل أول الشتاء القادم.
شكر الحاضرون أصحاب الدار على كرمهم وصبرهم الطويل.
تعود اللجنة إلى الاجتماع في الربيع من السنة القادمة إن شاء الله.`,
  'a programme': `09:30 افتتاح الجلسة وكلمة الترحيب من رئيسة اللجنة ومن
10:15 عرض الورقة الأولى ومناقشتها مع الأعضاء الحاضرين في
11:45 استراحة، ثم العودة إلى القاعة الكبرى مع بداية الورشة عن`,
  'a table': `القرية\tعدد البيوت التي وصلت إليها القناة الجديدة في الصيف\tالحصة من
العليا\t120 بيتًا في الحي القديم وحده، عدا بيوت الحي الجديد\tنصف يوم في
السفلى\t75 بيتًا، وصلت القناة إلى أكثرها في الربيع الماضي\tثلث يوم على`,
  'code like a list': `const shares = villages.map((village) => village.houses * 2);
const total = shares.reduce((sum, share) => sum + share, 0);
const report = { total, shares, written: new Date(2029, 3, 1) };
publish(report, { to: members, copy: archive, language: 'ar' });`,
  'quoted mail': `> نظرت اللجنة في حصص المياه التي وزعت بين البيوت في الصيف الماضي في
> القرى الأربع، واستمعت إلى ثلاثة من المزارعين. قال أولهم إن القناة لم
> تصل إلى أرضه منذ الربيع، وقال الثاني إن حصته ذهبت إلى غيره من`,
  'paragraphs of one line each': `اجتمعت لجنة الينابيع في القرية القديمة مساء الخميس لتنظر في حصص المياه التي وزعت بين البيوت في الصيف الماضي، واستمعت إلى ثلاثة من المزارعين الذين جاؤوا من القرى الأربع.

ثم اتفق الحاضرون على أن تكتب اللجنة ورقة قصيرة تصف فيها ما جرى وتقترح ترتيبا جديدا، وعلى أن تعرضها على أهل القرى كلها قبل أول الشتاء وأن تنشرها في الربيع.

وشكروا أصحاب الدار على كرمهم.`,
  'an English poem': `Upon the hill where once the water ran so clear and cold all day
The children of the lower houses used to come and sing and play
And every spring the elders told the tale of how the river bent
To find the fields of those who shared and leave the rest without a cent`,
  'English items': `Repair the channel before the summer
Elect a new committee of seven members, at least three women
Publish the shares of every village on the first of April each year`,
}

describe('lines that are pasted', () => {
  it('[UI960] [DOC718] of a page are its paragraphs, its heading and its items', () => {
    expect(shape(readPastedLines(PAGE))).toEqual([
      'heading|خلاصة اللقاء',
      'paragraph|اجتمعت لجنة الينابيع في القرية القديمة مساء الخميس لتنظر في حصص المياه التي وزعت بين البيوت في الصيف الماضي، واستمعت إلى ثلاثة من المزارعين. قال أولهم إن القناة لم تصل إلى أرضه منذ الربيع، وقال الثاني إن حصته ذهبت إلى غيره.',
      'paragraph|ثم اتفق الحاضرون على ما يأتي:',
      'ordered|أن تكتب اللجنة ورقة قصيرة تصف فيها ما جرى وتقترح ترتيبا جديدا للحصص.',
      'ordered|أن تعرضها على أهل القرى كلها قبل أول الشتاء.',
      'paragraph|وشكروا أصحاب الدار على كرمهم.',
    ])
    // One paragraph of it, as one marks it in a viewer.
    expect(shape(readPastedLines(PAGE.split('\n').slice(1, 5).join('\r\n')))).toHaveLength(1)
    // With a blank line between all lines, as some viewers have it.
    expect(shape(readPastedLines(PAGE.split('\n').join('\n\n')))).toEqual(shape(readPastedLines(PAGE)))
  })

  it('[UI960] [DOC718] of a Latin page too, and words that it cut are whole', () => {
    expect(shape(readPastedLines(ENGLISH))).toEqual([
      'paragraph|The network of the springs met in the old village on Thursday evening and looked at the shares of water that had been given to the houses over the summer. Three farmers spoke first, and the second of them said that his co-operation had been asked for twice.',
    ])
    expect(shape(readPastedLines(ENGLISH.replace('co-', 'co\u00ad')))).toEqual([
      expect.stringContaining('his cooperation had'),
    ])
  })

  it('[UI960] [DOC718] a mark that stands alone is no item, and a number at the end of its line is text', () => {
    const lone = PAGE.replace(/^2- /mu, '')
    expect(shape(readPastedLines(lone))).toContain(
      'paragraph|1- أن تكتب اللجنة ورقة قصيرة تصف فيها ما جرى وتقترح ترتيبا جديدا للحصص.',
    )
  })

  it.each(Object.entries(ORDINARY))('[UI960] [DOC718] %s stays as it is, line by line', (_, text) => {
    expect(shape(readPastedLines(text))).toBe('lines')
    expect(shape(readPastedLines(text.split('\n').slice(0, 3).join('\n')))).toBe('lines')
  })

  it('[UI961] [DOC719] out of order are told from all of these', () => {
    expect(readPastedLines(DAMAGED_PDF)).toEqual({ kind: 'damaged' })
    expect(readPastedLines('يتلا ىرقلا يف صصحلا هذه نم ىرج ام عيبر لك رشنت نأو')).toEqual({ kind: 'damaged' })
  })
})

/** Pastes as the browser does, and waits until what is read of it is there. */
const pasteInto = async (plain: string, { html = '', shift = false } = {}) => {
  const told: unknown[] = []
  const editor = editorWith([['قبل'], ['بعد']], {
    clipboard: {
      clean: (text) => text.replaceAll('\u0640', ''),
      readLines: (text) => Promise.resolve(readPastedLines(text)),
      gathered: (count) => told.push(count),
      damaged: (text) => told.push(text),
    },
  })
  select(editor, 0, 3)
  const data = { getData: (type: string) => (type === 'text/html' ? html : plain), types: [] }
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: data,
  })
  Reflect.set(Reflect.get(editor.view, 'input') as object, 'shiftKey', shift)
  editor.view.dom.dispatchEvent(event)
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  return { shown: lines(editor).map((line) => line.replace(/^[^|]*\|/u, '')), told }
}

describe('a paste of lines', () => {
  const page = PAGE.split('\n').slice(1, 6).join('\n').replace('القديمة', 'القديـــمة')

  it('[UI960] goes on in the text as paragraphs, cleaned, and is told; with Shift it stays line by line', async () => {
    const { shown, told } = await pasteInto(page)
    expect(shown).toHaveLength(3)
    expect(shown[0]).toMatch(/^\|قبلاجتمعت لجنة الينابيع في القرية القديمة .* غيره\.$/u)
    expect(told).toEqual([5])
    const plain = await pasteInto(page, { shift: true })
    expect(plain.shown).toHaveLength(6)
    expect(plain.told).toEqual([])
  })

  it('[UI960] that an editor of macOS wrote as HTML is read likewise; other HTML is what it says', async () => {
    const paragraphs = page.split('\n').map((line) => `<p class="p1">${line}</p>`)
    const mac = `<meta name="Generator" content="Cocoa HTML Writer">${paragraphs.join('')}`
    expect((await pasteInto(page, { html: mac })).shown).toHaveLength(3)
    expect((await pasteInto(page, { html: paragraphs.join('') })).shown).toHaveLength(6)
  })

  it('[UI961] out of order changes nothing and is told', async () => {
    const { shown, told } = await pasteInto(DAMAGED_PDF)
    expect(shown).toEqual(['|قبل', '|بعد'])
    expect(told).toEqual([DAMAGED_PDF])
  })
})
