import { IntlMessageFormat } from 'intl-messageformat'
import type { Notice } from '#core/protocol/api-inbox.ts'
import type { MailLanguage } from './mail-book.ts'

/** What the mail says, in the languages of the server. Counts are ICU plurals. */
export interface MailWords {
  readonly confirmSubject: string
  readonly confirmLead: string
  readonly confirmLink: string
  readonly confirmIgnore: string
  readonly digestSubject: string
  readonly digestLead: string
  readonly digestLink: string
  readonly nothingQuoted: string
  readonly off: string
  readonly more: string
  readonly mention: string
  readonly reply: string
  readonly accepted: string
  readonly rejected: string
  readonly decidedBoth: string
  readonly reopened: string
  readonly stage: string
  readonly locked: string
  readonly stages: Readonly<Record<'drafting' | 'suggesting' | 'commenting' | 'final', string>>
}

const ar: MailWords = {
  confirmSubject: 'صياغة: أكِّد عنوان بريدك',
  confirmLead: 'أُعطي هذا العنوان في صياغة لتصل إليه الإشعارات.',
  confirmLink: 'إن كنتَ صاحب الطلب فافتح هذا الرابط خلال يومين وأكِّد:',
  confirmIgnore: 'وإلّا فاترك هذه الرسالة: لن يُرسَل إلى هذا العنوان شيء بعدها.',
  digestSubject:
    'صياغة: {count, plural, one {إشعار جديد} two {إشعاران جديدان} few {# إشعارات جديدة} many {# إشعارًا جديدًا} other {# إشعار جديد}}',
  digestLead:
    '{count, plural, one {لك في صياغة إشعار واحد لم تقرأه.} two {لك في صياغة إشعاران لم تقرأهما.} few {لك في صياغة # إشعارات لم تقرأها.} many {لك في صياغة # إشعارًا لم تقرأها.} other {لك في صياغة # إشعار لم تقرأها.}}',
  digestLink: 'تجدها هنا:',
  nothingQuoted: 'لا تحمل هذه الرسالة شيئًا من النصوص ولا عناوينها ولا أسماء أحد.',
  off: 'لإيقاف هذا البريد، بلا دخول:',
  more: '{count, plural, one {وإشعار آخر.} two {وإشعاران آخران.} few {و# إشعارات أخرى.} many {و# إشعارًا آخر.} other {و# إشعار آخر.}}',
  mention: '{name}: ذكرك في تعليق',
  reply: '{name}: ردّ في نقاش تشارك فيه',
  accepted:
    '{name}: {count, plural, one {قُبل اقتراح لك} two {قُبل اقتراحان لك} few {قُبلت # اقتراحات لك} many {قُبل # اقتراحًا لك} other {قُبل # اقتراح لك}}',
  rejected:
    '{name}: {count, plural, one {رُفض اقتراح لك} two {رُفض اقتراحان لك} few {رُفضت # اقتراحات لك} many {رُفض # اقتراحًا لك} other {رُفض # اقتراح لك}}',
  decidedBoth: '{name}: بُتّ في اقتراحاتك: قُبل منها {accepted} ورُفض {rejected}',
  reopened:
    '{name}: {count, plural, one {عاد اقتراح لك مفتوحًا} two {عاد اقتراحان لك مفتوحين} few {عادت # اقتراحات لك مفتوحة} many {عاد # اقتراحًا لك مفتوحًا} other {عاد # اقتراح لك مفتوحًا}}',
  stage: '{name}: صارت مرحلة النصّ «{stage}»',
  locked:
    '{name}: أُقفلت فقرة فيها {count, plural, one {اقتراح لك} two {اقتراحان لك} few {# اقتراحات لك} many {# اقتراحًا لك} other {# اقتراح لك}}',
  stages: { drafting: 'صياغة', suggesting: 'اقتراحات', commenting: 'تعليق', final: 'نهائي' },
}

const en: MailWords = {
  confirmSubject: 'Siyagha: confirm your address',
  confirmLead: 'This address was given in Siyagha for notices to be sent to.',
  confirmLink: 'If it was you, open this link within two days and confirm:',
  confirmIgnore: 'If it was not, leave this message: nothing more will be sent here.',
  digestSubject: 'Siyagha: {count, plural, one {one new notice} other {# new notices}}',
  digestLead:
    '{count, plural, one {You have one notice in Siyagha that you have not read.} other {You have # notices in Siyagha that you have not read.}}',
  digestLink: 'Read here:',
  nothingQuoted: 'This message holds nothing of any text, no title and no name.',
  off: 'To turn this mail off, without signing in:',
  more: '{count, plural, one {And one more.} other {And # more.}}',
  mention: '{name} mentioned you in a comment',
  reply: '{name} replied in a discussion that you take part in',
  accepted: '{name} accepted {count, plural, one {one of your suggestions} other {# of your suggestions}}',
  rejected: '{name} rejected {count, plural, one {one of your suggestions} other {# of your suggestions}}',
  decidedBoth: '{name} decided on your suggestions: {accepted} accepted, {rejected} rejected',
  reopened: '{name} reopened {count, plural, one {one of your suggestions} other {# of your suggestions}}',
  stage: '{name} changed the stage of the text to “{stage}”',
  locked:
    '{name} locked a section with {count, plural, one {one of your suggestions} other {# of your suggestions}} in it',
  stages: { drafting: 'Drafting', suggesting: 'Suggesting', commenting: 'Commenting', final: 'Final' },
}

const fr: MailWords = {
  confirmSubject: 'Siyagha : confirmez votre adresse',
  confirmLead: 'Cette adresse a été donnée dans Siyagha pour y recevoir des avis.',
  confirmLink: 'Si c’était vous, ouvrez ce lien dans les deux jours et confirmez :',
  confirmIgnore: 'Sinon, laissez ce message : plus rien ne sera envoyé à cette adresse.',
  digestSubject: 'Siyagha : {count, plural, one {un nouvel avis} other {# nouveaux avis}}',
  digestLead:
    '{count, plural, one {Vous avez dans Siyagha un avis non lu.} other {Vous avez dans Siyagha # avis non lus.}}',
  digestLink: 'À lire ici :',
  nothingQuoted: 'Ce message ne contient rien des textes, ni titre ni nom.',
  off: 'Pour arrêter ces messages, sans se connecter :',
  more: '{count, plural, one {Et un autre.} other {Et # autres.}}',
  mention: '{name} vous a mentionné dans un commentaire',
  reply: '{name} a répondu dans une discussion à laquelle vous participez',
  accepted: '{name} a accepté {count, plural, one {une de vos propositions} other {# de vos propositions}}',
  rejected: '{name} a rejeté {count, plural, one {une de vos propositions} other {# de vos propositions}}',
  decidedBoth: '{name} a décidé de vos propositions : {accepted} acceptées, {rejected} rejetées',
  reopened: '{name} a rouvert {count, plural, one {une de vos propositions} other {# de vos propositions}}',
  stage: '{name} a fait passer le texte à l’étape « {stage} »',
  locked:
    '{name} a verrouillé un passage contenant {count, plural, one {une de vos propositions} other {# de vos propositions}}',
  stages: { drafting: 'Rédaction', suggesting: 'Propositions', commenting: 'Commentaires', final: 'Final' },
}

export const MAIL_WORDS: Readonly<Record<MailLanguage, MailWords>> = { ar, en, fr }

const LOCALES: Readonly<Record<MailLanguage, string>> = { ar: 'ar-SY-u-nu-latn', en: 'en-GB', fr: 'fr-CH' }

/** A sentence with its counts and words put in. */
export const phrase = (
  language: MailLanguage,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): string => String(new IntlMessageFormat(message, LOCALES[language]).format({ ...values }))

/** What one notice says, with the name of who did it. */
export const noticePhrase = (language: MailLanguage, notice: Notice, name: string): string => {
  const words = MAIL_WORDS[language]
  const say = (message: string, values: Readonly<Record<string, string | number>> = {}): string =>
    phrase(language, message, { name, ...values })
  switch (notice.type) {
    case 'mention':
      return say(words.mention)
    case 'reply':
      return say(words.reply)
    case 'decided': {
      const { accepted, rejected } = notice
      if (rejected === 0) return say(words.accepted, { count: accepted })
      if (accepted === 0) return say(words.rejected, { count: rejected })
      return say(words.decidedBoth, { accepted, rejected })
    }
    case 'reopened':
      return say(words.reopened, { count: notice.suggestions })
    case 'stage':
      return say(words.stage, { stage: words.stages[notice.stage] })
    case 'locked':
      return say(words.locked, { count: notice.suggestions })
  }
}
