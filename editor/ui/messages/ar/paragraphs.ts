/** Numbers of paragraphs, their handle, the calm page, paper. */
export const paragraphs = {
  'paragraphs.goTo': 'الفقرة {number}: {words}',
  'paragraphs.query': 'الفقرة ',
  'paragraphs.handle': 'اسحب لنقل الفقرة',
  'calm.entered': 'لا يظهر إلّا النصّ. المفتاح Esc يعيد كلّ شيء.',
  'calm.enteredByTouch': 'لا يظهر إلّا النصّ. الزرّ في أعلى الصفحة يعيد كلّ شيء.',
  'calm.leave': 'أعِد كلّ شيء',
} as const
