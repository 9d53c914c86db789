/** The list of texts: finding one, who is in it, copying and throwing away. */
export const home = {
  'home.alone': 'لا أحد سواك في هذه المجموعة بعد.',
  'home.alone.invite': 'ادعُ من يكتب معك',
  'home.here': 'هنا الآن:',
  'home.here.and': '، ',
  'home.pinned': 'مثبَّت في أعلى القائمة',
  'home.document.pin': 'ثبّته في أعلى القائمة',
  'home.document.unpin': 'لا تثبّته',
  'home.duplicate.name': '{title} (نسخة)',
  'home.duplicate.lead': 'نصّ جديد بالكلمات نفسها كما استقرّت، بلا اقتراحات ولا نقاشات ولا تاريخ.',
  'home.duplicate.create': 'أنشئ النسخة',
  'home.find': 'ابحث في العناوين',
  'home.stage': 'المرحلة',
  'home.stage.all': 'كلّ المراحل',
  'home.order': 'الترتيب',
  'home.order.changed': 'الأحدث تعديلًا',
  'home.order.title': 'العنوان',
  'home.order.begun': 'الأحدث إنشاءً',
  'home.found':
    '{count, plural, zero {لا نصّ يطابق ما تبحث عنه. جرّب كلمة أخرى أو مرحلة أخرى.} one {نصّ واحد يطابق ما تبحث عنه} two {نصّان يطابقان ما تبحث عنه} few {# نصوص تطابق ما تبحث عنه} many {# نصًّا يطابق ما تبحث عنه} other {# نصّ يطابق ما تبحث عنه}}',
  'home.trash.rule': 'يبقى كلّ نصّ هنا حتى يحذفه ميسِّر نهائيًا.',
  'home.trash.empty': 'أفرغ السلّة',
  'home.trash.empty.title':
    '{count, plural, zero {أتفرغ السلّة؟} one {أتحذف نصًّا واحدًا نهائيًا؟} two {أتحذف نصّين نهائيًا؟} few {أتحذف # نصوص نهائيًا؟} many {أتحذف # نصًّا نهائيًا؟} other {أتحذف # نصّ نهائيًا؟}}',
  'home.trash.empty.lead': 'تُمحى النصوص وتاريخها كلّه من الخادم، ولا يمكن استرجاعها.',
  'since.changes':
    '{count, plural, zero {لا تغييرات} one {تغيير واحد} two {تغييران} few {# تغييرات} many {# تغييرًا} other {# تغيير}}',
  'since.comments':
    '{count, plural, zero {لا تعليقات} one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}}',
  'since.unread.mentions': 'ذُكر اسمك هنا',
} as const
