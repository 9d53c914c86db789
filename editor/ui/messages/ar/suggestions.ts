/** Suggestions in words, their cards and what is decided about them. */
export const suggestions = {
  'suggestions.title': 'الاقتراحات',
  'suggestions.count':
    '{count, plural, zero {لا اقتراحات} one {اقتراح واحد} two {اقتراحان} few {# اقتراحات} many {# اقتراحًا} other {# اقتراح}}',
  'suggestions.insertion': 'إضافة «{after}»',
  'suggestions.deletion': 'حذف «{before}»',
  'suggestions.replacement': 'استبدال «{before}» بـ «{after}»',
  'suggestions.move': 'نقل «{before}»',
  'suggestions.begin': 'فقرة جديدة تبدأ هنا',
  'suggestions.join': 'دمج الفقرة بما قبلها',
  'suggestions.remove': 'حذف الفقرة «{before}»',
  'suggestions.removeEmpty': 'حذف فقرة فارغة',
  'suggestions.blockFormat': 'تحويل إلى: {what}',
  'suggestions.format': 'تنسيق «{after}»: {what}',
  'suggestions.without': 'بلا {style}',
  'suggestions.indent': 'المسافة البادئة',
  'suggestions.formerMember': 'عضو سابق',
  'suggestions.accept': 'قبول',
  'suggestions.reject': 'رفض',
  'suggestions.withdraw': 'سحب',
  'suggestions.acceptOne': 'قبول: {words}',
  'suggestions.rejectOne': 'رفض: {words}',
  'suggestions.hide': 'إخفاء الاقتراحات',
  'suggestions.by': 'اقتراحات',
  'suggestions.everybody': 'الجميع ({count, number})',
  'suggestions.ofOne': '{name} ({count, number})',
  'suggestions.acceptAll': 'قبول الكل',
  'suggestions.rejectAll': 'رفض الكل',
  'suggestions.sure.accept':
    '{count, plural, zero {لا اقتراح لقبوله} one {قبول الاقتراح؟} two {قبول اقتراحين؟} few {قبول # اقتراحات؟} many {قبول # اقتراحًا؟} other {قبول # اقتراح؟}}',
  'suggestions.sure.reject':
    '{count, plural, zero {لا اقتراح لرفضه} one {رفض الاقتراح؟} two {رفض اقتراحين؟} few {رفض # اقتراحات؟} many {رفض # اقتراحًا؟} other {رفض # اقتراح؟}}',
  'suggestions.yes': 'نعم',
  'suggestions.no': 'لا',
  'suggestions.more': 'المزيد',
  'suggestions.done.accept':
    '{count, plural, zero {لم يُقبل شيء} one {قُبل الاقتراح} two {قُبل اقتراحان} few {قُبلت # اقتراحات} many {قُبل # اقتراحًا} other {قُبل # اقتراح}}',
  'suggestions.done.reject':
    '{count, plural, zero {لم يُرفض شيء} one {رُفض الاقتراح} two {رُفض اقتراحان} few {رُفضت # اقتراحات} many {رُفض # اقتراحًا} other {رُفض # اقتراح}}',
  'suggestions.done.withdraw':
    '{count, plural, zero {لم يُسحب شيء} one {سُحب الاقتراح} two {سُحب اقتراحان} few {سُحبت # اقتراحات} many {سُحب # اقتراحًا} other {سُحب # اقتراح}}',
  'suggestions.already.accept': 'سبقك {name} إلى قبول هذا الاقتراح.',
  'suggestions.already.reject': 'سبقك {name} إلى رفض هذا الاقتراح.',
  'suggestions.already.withdraw': 'سحب {name} هذا الاقتراح قبل ذلك.',
  'suggestions.locked': 'يقع هذا الاقتراح في قسم مقفل.',
  'suggestions.gone': 'لم يعد هذا الاقتراح في النصّ.',
  'suggestions.undo': 'تراجع',
  'suggestions.undone':
    '{count, plural, zero {لم يعد شيء} one {عاد الاقتراح معلّقًا} two {عاد اقتراحان معلّقين} few {عادت # اقتراحات معلّقة} many {عاد # اقتراحًا معلّقًا} other {عاد # اقتراح معلّقًا}}',
  'suggestions.yours.accept':
    '{count, plural, zero {لم يُقبل شيء من اقتراحاتك} one {قُبل اقتراحك} two {قُبل اقتراحان لك} few {قُبلت # من اقتراحاتك} many {قُبل # من اقتراحاتك} other {قُبل # من اقتراحاتك}}',
  'suggestions.yours.reject':
    '{count, plural, zero {لم يُرفض شيء من اقتراحاتك} one {رُفض اقتراحك} two {رُفض اقتراحان لك} few {رُفضت # من اقتراحاتك} many {رُفض # من اقتراحاتك} other {رُفض # من اقتراحاتك}}',
  'suggestions.yours.both': 'اقتراحاتك: قُبل {accepted, number} ورُفض {rejected, number}',
} as const
