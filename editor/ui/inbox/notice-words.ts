import type { Notice } from '#core/protocol/api-inbox.ts'
import type { Translator } from '../messages/translator.ts'
import type { DocumentPlace } from '../routing/route.ts'

/** What a notice says, after the name of who did it. */
export const noticeWords = (t: Translator['t'], notice: Notice): string => {
  switch (notice.type) {
    case 'mention':
      return t('inbox.mention')
    case 'reply':
      return t('inbox.reply')
    case 'decided': {
      const { accepted, rejected } = notice
      if (rejected === 0) return t('inbox.accepted', { count: accepted })
      if (accepted === 0) return t('inbox.rejected', { count: rejected })
      return t('inbox.decidedBoth', { accepted, rejected })
    }
    case 'reopened':
      return t('inbox.reopened', { count: notice.suggestions })
    case 'stage':
      return t('inbox.stage', { stage: t(`stage.${notice.stage}`) })
    case 'locked':
      return t('inbox.locked', { count: notice.suggestions })
  }
}

/** Where in the document it leads; null is the document as it is. What is decided stands nowhere any more. */
export const noticePlace = (notice: Notice): DocumentPlace | null => {
  switch (notice.type) {
    case 'mention':
    case 'reply':
      return { thread: notice.thread }
    case 'reopened':
    case 'locked':
      return { suggestion: notice.suggestion }
    case 'decided':
    case 'stage':
      return null
  }
}
