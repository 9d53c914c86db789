import { NO_FORMATS } from '#core/schema/content.ts'
import { importedBlock, plainRuns, type ImportedBlock } from './imported.ts'

export const TEMPLATE_IDS = ['blank', 'closing-message', 'sample'] as const
export type TemplateId = (typeof TEMPLATE_IDS)[number]

/** What a new document can begin with. The server seeds it once, at creation, and gives the blocks their ids. */
export interface Template {
  readonly id: TemplateId
  readonly title: { readonly ar: string; readonly en: string; readonly fr: string }
  readonly blocks: readonly ImportedBlock[]
}

const title = (text: string): ImportedBlock => importedBlock({ kind: 'heading', level: 1 }, plainRuns(text))
const heading = (text: string): ImportedBlock => importedBlock({ kind: 'heading', level: 2 }, plainRuns(text))
const paragraph = (text: string): ImportedBlock => importedBlock({}, plainRuns(text))
const quote = (text: string): ImportedBlock => importedBlock({ kind: 'quote' }, plainRuns(text))
const ordered = (text: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'ordered' }, plainRuns(text))
const bullet = (text: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'bullet' }, plainRuns(text))

/** An item that begins with a bold phrase. */
const orderedWithLead = (lead: string, rest: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'ordered' }, [
    { text: `${lead}:`, formats: new Map([['bold', true]]) },
    { text: ` ${rest}`, formats: NO_FORMATS },
  ])

const closingMessage: readonly ImportedBlock[] = [
  title('الرسالة الختامية لمجموعة العمل'),
  paragraph('صدرت عن اجتماع [اسم المجموعة] المنعقد في [المكان] من [اليوم] إلى [اليوم والشهر والسنة].'),
  heading('تمهيد'),
  paragraph('اجتمعنا، نحن أعضاء [اسم المجموعة]، للنظر في [موضوع العمل]، بعد [مدة] من المداولات عن بُعد.'),
  paragraph('[فقرة تبيّن ما تغيّر منذ الرسالة السابقة، ولماذا تُكتب هذه الرسالة الآن.]'),
  heading('ما نراه'),
  paragraph('[خلاصة التشخيص المشترك في فقرة أو فقرتين، بلغة يقبلها الجميع.]'),
  heading('ما نلتزم به'),
  paragraph('نتعهّد، كلٌّ في موقعه، بما يأتي:'),
  ordered('[التزام أول محدّد يمكن التحقّق منه.]'),
  ordered('[التزام ثانٍ.]'),
  ordered('[التزام ثالث.]'),
  heading('ما نوصي به'),
  paragraph('ونوصي الجهات المعنية، ولا سيّما [الجهة المخاطَبة]، بما يأتي:'),
  ordered('[توصية أولى: من يفعل ماذا، ومتى.]'),
  ordered('[توصية ثانية.]'),
  ordered('[توصية ثالثة.]'),
  heading('خاتمة'),
  paragraph('[جملة ختامية تعبّر عن روح الاجتماع وعن الخطوة التالية.]'),
]

const sample: readonly ImportedBlock[] = [
  title('رسالة ختامية: الماء حقٌّ مشترك'),
  paragraph(
    'صدرت عن مجموعة العمل المعنية بإدارة المياه (WMG) في ختام لقائها الثالث، بعد سبعة أشهر من المداولات عن بُعد وأربعة أيام من العمل وجهًا لوجه في ربيع 2024.',
  ),
  paragraph(
    'حين التقينا أول مرة في عام 2021، كان السؤال الذي يشغلنا: كيف نقتسم ما بقي من الماء؟ أما اليوم فقد صار سؤالنا أوسع وأعمق: كيف نصون ما نقتسمه، حتى يبقى لمن يأتي بعدنا ما يقتسمونه؟ وبين السؤالين مسافةٌ قطعتها قرى الحوض معًا، بالحوار حينًا وبالصبر أحيانًا.',
  ),
  quote('«لا يُسأل العطشان عن ضفّته»، هكذا لخّصت إحدى المشاركات ما اتفقنا عليه قبل أن نتفق على أي بند.'),
  paragraph(
    'لقد أظهرت سنوات الجفاف الممتدّة (2018–2023) أن الندرة لا تُفضي بالضرورة إلى النزاع؛ فحيث وُجدت لجانٌ محلية تحظى بثقة الناس، أمكن تقاسم الشحّ بعدل، وحيث غابت تلك اللجان تحوّل الخلاف على ساعة ريٍّ إلى قطيعة بين جارين. ومن هنا إيماننا بأن الثقة بنيةٌ تحتية لا تقلّ شأنًا عن القنوات والسدود.',
  ),
  paragraph(
    'ونسجّل بالتقدير ما قدّمته الهيئات الفنية، ومنها برنامج الرصد المشترك (JMP) وفريق البيانات المفتوحة (ODT)، من معرفةٍ وُضعت في متناول الجميع، كما نسجّل أن المعرفة التي لا تصل إلى الفلاح بلغته وفي موسمه تبقى ناقصة الأثر.',
  ),
  paragraph('وإدراكًا منا لنصيبنا من المسؤولية، نلتزم أمام مجتمعاتنا بما يأتي:'),
  orderedWithLead(
    'الشفافية',
    'نشر محاضر لجان الحوض وكشوف توزيع الحصص خلال أسبوعين من كل اجتماع، بصيغة يفهمها غير المختصّ.',
  ),
  orderedWithLead(
    'المشاركة',
    'ألّا تقلّ حصة النساء والشباب عن نصف مقاعد كل لجنة، وأن تُعقد اللقاءات في أوقات وأماكن يستطيع الجميع بلوغها.',
  ),
  orderedWithLead(
    'المساءلة',
    'إنشاء سجلٍّ للشكاوى في كل قرية، يُجاب عن كل شكوى فيه كتابةً في مهلة لا تتجاوز ثلاثين يومًا.',
  ),
  paragraph('وندعو الجهات المانحة والسلطات المحلية وسائر الشركاء إلى ما يأتي:'),
  ordered('تمويل صيانة الشبكات القائمة قبل إنشاء شبكات جديدة، وفق برنامج يمتدّ خمس سنوات في الأقل.'),
  ordered('إبقاء محطات الضخّ ومرافق المياه خارج كل خلاف، وتيسير وصول فرق الصيانة إليها في جميع الظروف.'),
  ordered('اعتماد قاعدة بيانات واحدة مفتوحة لمناسيب الآبار، تُدار بالشراكة مع WMG وتُراجع مرتين في السنة.'),
  ordered('دعم تبادل الخبرات بين أحواض المنطقة، والاعتراف بالأعراف المحلية العادلة مصدرًا من مصادر التنظيم.'),
  paragraph('ولكي تبقى هذه الرسالة حيّة، نعود إليها معًا في ثلاثة مواعيد:'),
  bullet('مراجعة أولى في تشرين الأول 2024.'),
  bullet('تقرير مرحلي يُعرض على أهالي القرى في آذار 2025.'),
  bullet('لقاء رابع قبل نهاية 2025.'),
  paragraph(
    'إن ما يجمعنا حول هذا الماء أقدم من خلافاتنا وأبقى منها. وقد تعلّمنا أن الاتفاق لا يعني أن نرى الأمور بعينٍ واحدة، بل أن نمضي إليها يدًا بيد.',
  ),
]

const TEMPLATES: { readonly [Id in TemplateId]: Template } = {
  blank: {
    id: 'blank',
    title: { ar: 'نصّ فارغ', en: 'Blank text', fr: 'Texte vide' },
    blocks: [importedBlock({}, [])],
  },
  'closing-message': {
    id: 'closing-message',
    title: { ar: 'رسالة ختامية', en: 'Closing message', fr: 'Message de clôture' },
    blocks: closingMessage,
  },
  sample: {
    id: 'sample',
    title: { ar: 'نصّ للتجربة', en: 'Sample text', fr: 'Texte d’exemple' },
    blocks: sample,
  },
}

export const isTemplateId = (id: string): id is TemplateId => TEMPLATE_IDS.some((known) => known === id)

export const templateOf = (id: TemplateId): Template => TEMPLATES[id]
