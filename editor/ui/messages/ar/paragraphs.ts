/** Numbers of paragraphs, their handle, the calm page, paper. */
export const paragraphs = {
  'document.command.numbers': 'أرقام الفقرات',
  'document.command.calm': 'وضع الهدوء: النصّ وحده',
  'document.command.goToParagraph': 'انتقال إلى فقرة برقمها',
  'document.command.print': 'طباعة ما يُعرَض',
  'paragraphs.at': 'الفقرة {number}',
  'paragraphs.goTo': 'الفقرة {number}: {words}',
  'paragraphs.query': 'الفقرة ',
  'paragraphs.handle': 'اسحب لنقل الفقرة',
  'calm.entered': 'لا يظهر إلّا النصّ. المفتاح Esc يعيد كلّ شيء.',
  'calm.enteredByTouch': 'لا يظهر إلّا النصّ. الزرّ في أعلى الصفحة يعيد كلّ شيء.',
  'calm.leave': 'أعِد كلّ شيء',
} as const
