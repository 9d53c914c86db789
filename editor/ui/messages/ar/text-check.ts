/** The check of a text: what it finds, and what is done about it. */
export const textCheck = {
  'textCheck.title': 'تدقيق النصّ',
  'textCheck.count':
    '{count, plural, zero {لا ملاحظات} one {ملاحظة واحدة} two {ملاحظتان} few {# ملاحظات} many {# ملاحظة} other {# ملاحظة}}',
  'textCheck.reading': 'يُقرأ النصّ…',
  'textCheck.none': 'لا يجد التدقيق كلّ خطأ: هو يقترح ما يعرفه بثقة فقط.',
  'textCheck.place': '{current, number} من {count, number}',
  'textCheck.kind.spelling': 'همزات وياءات وتاءات',
  'textCheck.kind.punctuation': 'علامات الترقيم',
  'textCheck.kind.quotes': 'علامات الاقتباس',
  'textCheck.kind.blanks': 'المسافات',
  'textCheck.kind.dashes': 'مدى الأرقام والسنوات',
  'textCheck.kind.tatweel': 'التطويل',
  'textCheck.kind.invisible': 'محارف لا تُرى',
  'textCheck.likely': 'يحتاج نظرك',
  'textCheck.locked': 'في فقرة مقفلة',
  'textCheck.accept': 'طبّق',
  'textCheck.ignore': 'تجاهل',
  'textCheck.ignoreWord': 'تجاهل «{word}» دائمًا',
  'textCheck.gone': 'تغيّر هذا الموضع، فلم يُطبَّق شيء.',
  'textCheck.more': 'المزيد',
  'textCheck.all': 'طبّق الكلّ',
  'textCheck.allOf': 'طبّق كلّ ملاحظات «{kind}»',
  'textCheck.sure':
    '{count, plural, zero {لا شيء يُطبَّق.} one {موضع واحد يتغيّر في النصّ.} two {موضعان يتغيّران في النصّ.} few {# مواضع تتغيّر في النصّ.} many {# موضعًا يتغيّر في النصّ.} other {# موضع يتغيّر في النصّ.}}',
  'textCheck.sureLikely':
    '{count, plural, zero {} one {منها واحد يحتاج نظرك.} two {منها اثنان يحتاجان نظرك.} few {منها # تحتاج نظرك.} many {منها # تحتاج نظرك.} other {منها # تحتاج نظرك.}}',
  'textCheck.yes': 'طبّق',
  'textCheck.no': 'ليس الآن',
  'textCheck.done':
    '{count, plural, zero {لم يتغيّر شيء} one {طُبِّقت ملاحظة واحدة} two {طُبِّقت ملاحظتان} few {طُبِّقت # ملاحظات} many {طُبِّقت # ملاحظة} other {طُبِّقت # ملاحظة}}',
  'textCheck.ignored':
    '{count, plural, zero {} one {أعد ملاحظة تجاهلتها} two {أعد ملاحظتين تجاهلتهما} few {أعد # ملاحظات تجاهلتها} many {أعد # ملاحظة تجاهلتها} other {أعد # ملاحظة تجاهلتها}}',
  'textCheck.digits': 'أرقام النصّ كلّه',
  'textCheck.digits.arabic-indic': 'إلى ٠١٢٣',
  'textCheck.digits.western': 'إلى 0123',
  'textCheck.digits.command.arabic-indic': 'تحويل أرقام النصّ إلى ٠١٢٣',
  'textCheck.digits.command.western': 'تحويل أرقام النصّ إلى 0123',
  'textCheck.digits.sure':
    '{count, plural, zero {لا رقم يتغيّر.} one {رقم واحد يتغيّر.} two {رقمان يتغيّران.} few {# أرقام تتغيّر.} many {# رقمًا يتغيّر.} other {# رقم يتغيّر.}}',
  'textCheck.digits.done':
    '{count, plural, zero {لم يتغيّر رقم} one {تحوّل رقم واحد} two {تحوّل رقمان} few {تحوّلت # أرقام} many {تحوّل # رقمًا} other {تحوّل # رقم}}',
  'textCheck.spelling': 'تدقيق المتصفّح للإملاء',
} as const
