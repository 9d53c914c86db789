/** The outline of a text, its length, and the list of commands. */
export const outline = {
  'outline.title': 'مخطّط النصّ',
  'outline.none': 'لا عناوين في النصّ بعد. اجعل فقرةً عنوانًا لتظهر هنا.',
  'outline.untitled': 'عنوان بلا كلمات',
  'outline.words':
    '{count, plural, zero {لا كلمات} one {كلمة واحدة} two {كلمتان} few {# كلمات} many {# كلمة} other {# كلمة}}',
  'outline.paragraphs':
    '{count, plural, zero {لا فقرات} one {فقرة واحدة} two {فقرتان} few {# فقرات} many {# فقرة} other {# فقرة}}',
  'outline.minutes':
    '{count, plural, zero {أقلّ من دقيقة} one {دقيقة قراءة} two {دقيقتا قراءة} few {# دقائق قراءة} many {# دقيقة قراءة} other {# دقيقة قراءة}}',
  'outline.selected':
    '{count, plural, zero {لا كلمات محدَّدة} one {كلمة محدَّدة} two {كلمتان محدَّدتان} few {# كلمات محدَّدة} many {# كلمة محدَّدة} other {# كلمة محدَّدة}}',
  'palette.title': 'الأوامر',
  'palette.query': 'اكتب اسم أمر أو عنوان في النصّ',
  'palette.none': 'لا أمر بهذا الاسم.',
  'palette.count':
    '{count, plural, zero {لا أوامر} one {أمر واحد} two {أمران} few {# أوامر} many {# أمرًا} other {# أمر}}',
} as const
