import { ACTIONS, permits, type Action } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { Translator } from '../messages/translator.ts'

/** What everybody may who sees the document at all: told only when there is nothing else. */
const GIVEN: ReadonlySet<Action> = new Set(['read', 'follow'])

/** Naming a text goes with writing it, and with its stages. */
type Told = Exclude<Action, 'describe'>

/** What a member may do at a stage beyond reading, as the table has it [ACC1]; reading alone when that is all. */
export const actsOf = (role: Role, stage: Stage): readonly Told[] => {
  const acts = ACTIONS.filter((action) => action !== 'describe').filter(
    (action) => permits(role, stage, action) && !GIVEN.has(action),
  )
  const told = stage === 'final' ? acts : acts.filter((action) => action !== 'leave-final')
  return told.length === 0 ? ['read'] : told
}

/** «يمكنك الآن: الكتابة والتعليق.» */
export const youMay = ({ t, locale }: Pick<Translator, 't' | 'locale'>, role: Role, stage: Stage): string => {
  const acts = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    actsOf(role, stage).map((action) => t(`stages.may.${action}`)),
  )
  return t('stages.you', { acts })
}

/** «انتقل النصّ إلى مرحلة «تعليق». يمكنك الآن: التعليق.» */
export const stageNews = (
  translator: Pick<Translator, 't' | 'locale'>,
  { stage }: { readonly stage: Stage },
  role: Role,
): string => {
  const { t } = translator
  return `${t('stages.news', { stage: t(`stage.${stage}`) })} ${youMay(translator, role, stage)}`
}
