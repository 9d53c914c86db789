/** The settings of a text, and its languages. */
export const settings = {
  'settings.title': 'إعدادات النصّ',
  'settings.language': 'لغة النصّ',
  'settings.language.hint': 'ومنها اتجاهه. وفقرةٌ بلغة أخرى تُقلب وحدها بالزرّ ⇄.',
  'settings.language.ar': 'العربية',
  'settings.language.ckb': 'الكردية (السورانية)',
  'settings.language.ku': 'الكردية (الكرمانجية)',
  'settings.language.en': 'الإنكليزية',
  'settings.language.fr': 'الفرنسية',
  'settings.digits': 'أرقام القوائم والتواريخ في النصّ وملفّاته',
  'settings.digits.latn': '1، 2، 3',
  'settings.digits.arab': '١، ٢، ٣',
  'settings.lead': 'لكلّ من يفتح هذا النصّ، ولملفّاته.',
} as const
