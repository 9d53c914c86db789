import type { SectionLock } from '#core/locks/section-lock.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { isolated, type Translator } from '../messages/translator.ts'

type Speaker = Pick<Translator, 't' | 'dateTime'>

/** «٣ فقرات: من «…» إلى «…»» */
export const blocksWords = ({ t }: Pick<Translator, 't'>, { blocks, first, last }: BlockRun): string =>
  t('locks.blocks', {
    count: blocks,
    first: first === '' ? t('locks.emptyBlock') : isolated(first),
    last: last === '' ? t('locks.emptyBlock') : isolated(last),
  })

/** A lock in one breath: its kind, who set it, when and why. */
export const spokenLock = (
  { t, dateTime }: Speaker,
  { kind, by, at, reason }: SectionLock,
  nameOf: (member: string) => string,
): string =>
  t('locks.spoken', {
    kind: t(`locks.kind.${kind}`),
    name: isolated(nameOf(by)),
    when: dateTime(at),
    why: reason === null ? t('stages.noWhy') : t('stages.why', { reason: isolated(reason) }),
  })
