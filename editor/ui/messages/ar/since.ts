/** What changed while one was away, in words. */
export const since = {
  'since.title': 'منذ زيارتك الأخيرة',
  'since.both': '{changes} و{comments} منذ زيارتك الأخيرة',
  'since.one': '{what} منذ زيارتك الأخيرة',
  'since.mentions':
    '{count, plural, zero {} one {ذُكر اسمك مرّة} two {ذُكر اسمك مرّتين} few {ذُكر اسمك # مرّات} many {ذُكر اسمك # مرّة} other {ذُكر اسمك # مرّة}}',
  'since.look': 'استعراض',
  'since.seen': 'اعتبارها مقروءة',
  'since.done': 'انتهيت',
  'since.next': 'التالي',
  'since.previous': 'السابق',
  'since.at': '{at, number} من {count, number}',
  'since.added': 'فقرة جديدة',
  'since.removed': 'فقرة حُذفت',
  'since.changed': 'فقرة تغيّرت',
  'since.moved': 'فقرة نُقلت',
  'since.retyped': 'تغيّر نوعها',
  'since.restyled': 'تغيّر تنسيقها',
  'since.suggestions':
    '{count, plural, zero {} one {فيها اقتراح جديد} two {فيها اقتراحان جديدان} few {فيها # اقتراحات جديدة} many {فيها # اقتراحًا جديدًا} other {فيها # اقتراح جديد}}',
  'since.unchanged': 'النصّ نفسه كما كان',
  'since.decided': 'قرارات في الاقتراحات',
  'since.decided.accept':
    '{count, plural, zero {} one {قُبل اقتراح واحد} two {قُبل اقتراحان} few {قُبلت # اقتراحات} many {قُبل # اقتراحًا} other {قُبل # اقتراح}}',
  'since.decided.reject':
    '{count, plural, zero {} one {رُفض اقتراح واحد} two {رُفض اقتراحان} few {رُفضت # اقتراحات} many {رُفض # اقتراحًا} other {رُفض # اقتراح}}',
  'since.decided.withdraw':
    '{count, plural, zero {} one {سُحب اقتراح واحد} two {سُحب اقتراحان} few {سُحبت # اقتراحات} many {سُحب # اقتراحًا} other {سُحب # اقتراح}}',
  'since.decided.yours':
    '{count, plural, zero {} one {واحد منها لك} two {اثنان منها لك} few {# منها لك} many {# منها لك} other {# منها لك}}',
  'since.stage': 'صارت المرحلة: {stage}',
  'since.thread.new': 'نقاش جديد',
  'since.thread.replies': 'ردود جديدة في نقاش',
  'since.thread.resolved': 'انتهى نقاش',
  'since.thread.reopened': 'أُعيد فتح نقاش',
  'since.thread.mentions': 'يذكرك',
  'since.cut': 'تغيّر أكثر من هذا؛ يُعرض الأوّل منه هنا، والنصّ كلّه أمامك.',
} as const
