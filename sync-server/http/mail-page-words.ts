import type { Language } from './messages.ts'

export interface MailPage {
  readonly title: string
  readonly lead: string
  readonly button?: string
}

/** The pages that a link in a mail opens. */
export const MAIL_PAGES = {
  confirm: {
    ar: {
      title: 'تأكيد عنوان البريد',
      lead: 'بعد التأكيد تصلك إلى هذا العنوان إشعارات صياغة مجموعةً، مرّة في الساعة أو في اليوم على الأكثر.',
      button: 'أكِّد العنوان',
    },
    en: {
      title: 'Confirm your address',
      lead: 'Once confirmed, notices from Siyagha come to this address together, at most once an hour or a day.',
      button: 'Confirm the address',
    },
    fr: {
      title: 'Confirmer votre adresse',
      lead: 'Après confirmation, les avis de Siyagha arrivent groupés à cette adresse, une fois par heure ou par jour au plus.',
      button: 'Confirmer l’adresse',
    },
  },
  confirmed: {
    ar: { title: 'تأكّد العنوان', lead: 'تصلك الإشعارات إلى بريدك من الآن. يمكنك إغلاق هذه الصفحة.' },
    en: {
      title: 'The address is confirmed',
      lead: 'Notices come to you by mail from now on. You may close this page.',
    },
    fr: {
      title: 'L’adresse est confirmée',
      lead: 'Les avis vous parviennent désormais par courriel. Vous pouvez fermer cette page.',
    },
  },
  unconfirmed: {
    ar: {
      title: 'لم يعد هذا الرابط صالحًا',
      lead: 'اطلب رابطًا جديدًا من إعدادات الإشعارات في صياغة.',
    },
    en: {
      title: 'This link is no longer valid',
      lead: 'Ask for a new one in the settings of your notices in Siyagha.',
    },
    fr: {
      title: 'Ce lien n’est plus valable',
      lead: 'Demandez-en un nouveau dans les réglages des avis, dans Siyagha.',
    },
  },
  off: {
    ar: {
      title: 'إيقاف البريد',
      lead: 'لن يصلك بعدها بريد من صياغة، ويُمحى عنوانك من الخادم. تبقى الإشعارات في صياغة نفسها.',
      button: 'أوقف البريد',
    },
    en: {
      title: 'Turn mail off',
      lead: 'No mail from Siyagha will come any more, and your address is erased from the server. The notices stay in Siyagha itself.',
      button: 'Turn mail off',
    },
    fr: {
      title: 'Arrêter les messages',
      lead: 'Plus aucun message de Siyagha n’arrivera, et votre adresse est effacée du serveur. Les avis restent dans Siyagha.',
      button: 'Arrêter les messages',
    },
  },
  isOff: {
    ar: { title: 'توقّف البريد', lead: 'لا يُرسَل إليك شيء بعد الآن. يمكنك إغلاق هذه الصفحة.' },
    en: { title: 'Mail is off', lead: 'Nothing more is sent to you. You may close this page.' },
    fr: {
      title: 'Les messages sont arrêtés',
      lead: 'Plus rien ne vous est envoyé. Vous pouvez fermer cette page.',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, MailPage>>>>
