/** What is said before the catalogues are here: the page has nothing but this file then. */
interface StartWords {
  readonly opening: string
  readonly again: string
  readonly failed: string
  readonly reload: string
}

const ARABIC: StartWords = {
  opening: 'تُفتح الصفحة…',
  again: 'الشبكة تتقطّع. نعيد المحاولة…',
  failed: 'لم تكتمل الصفحة. أعد تحميلها.',
  reload: 'أعد التحميل',
}

const OTHERS: Readonly<Record<string, StartWords>> = {
  en: {
    opening: 'Opening the page…',
    again: 'The network keeps breaking off. Trying again…',
    failed: 'The page is not complete. Reload it.',
    reload: 'Reload',
  },
  fr: {
    opening: 'La page s’ouvre…',
    again: 'Le réseau se coupe. Nouvel essai…',
    failed: 'La page n’est pas complète. Rechargez-la.',
    reload: 'Recharger',
  },
}

export const startWords = (language: string): StartWords => OTHERS[language] ?? ARABIC
