import type { ApiVersion } from '#core/protocol/api-history.ts'
import { assertNever } from '#core/util/assert.ts'
import { isolated, type Translator } from '../messages/translator.ts'
import type { Stop } from './stops.ts'

/**
 * What a version is, in words; a name that somebody gave is isolated.
 *
 * @param of of a restored one the time of the text that came back, in words, where it is known.
 */
export const versionWords = (
  t: Translator['t'],
  { kind, name, stage }: ApiVersion,
  of: string | null = null,
): string => {
  switch (kind) {
    case 'restored':
      return of === null ? t('history.version.restored') : t('history.version.restoredOf', { when: of })
    case 'named':
      return name === null
        ? t('history.version.unnamed')
        : t('history.version.named', { name: isolated(name) })
    case 'stage':
      return t('history.version.stage', { stage: stage === null ? '' : t(`stage.${stage}`) })
    case 'pause':
    case 'final':
      return t(`history.version.${kind}`)
    default:
      return assertNever(kind)
  }
}

/** Weightier than the rest of a list: somebody meant it to be found again. */
export const isMeant = ({ kind }: ApiVersion): boolean => kind === 'named' || kind === 'final'

/** A stop in a few words: that it is the present, else what a version here is called, else its time. */
export const stopWords = ({ t, dateTime }: Translator, { versions, at }: Stop, isNow: boolean): string => {
  if (isNow) return t('history.now.text')
  const version = versions.findLast(isMeant) ?? versions.findLast(({ kind }) => kind !== 'pause')
  return version === undefined
    ? dateTime(at)
    : t('history.version.at', { version: versionWords(t, version), when: dateTime(at) })
}
