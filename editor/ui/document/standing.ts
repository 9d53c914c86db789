import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import { assertNever } from '#core/util/assert.ts'
import type { SavedState } from '../../sync/saved-state.ts'
import type { MessageKey } from '../messages/catalogue.ts'

/** The most that a member may do with the text now: what the top bar says of them [UI4]. */
export type Permission = 'write' | 'suggest' | 'comment' | 'read'

export const permissionOf = (role: Role, stage: Stage): Permission => {
  if (permits(role, stage, 'write')) return 'write'
  if (permits(role, stage, 'suggest')) return 'suggest'
  return permits(role, stage, 'comment') ? 'comment' : 'read'
}

/** May the person write into the text now? If not, the sentence that says why [UI4, UI15]. */
export type Writing = { readonly may: true } | { readonly may: false; readonly why: MessageKey }

export const writingOf = (role: Role, stage: Stage, saved: SavedState): Writing => {
  if (saved.kind === 'gone') return { may: false, why: `document.readOnly.${saved.reason}` }
  if (saved.kind === 'read-only') return { may: false, why: 'document.readOnly.reload' }
  const permission = permissionOf(role, stage)
  if (permission === 'write' || permission === 'suggest') return { may: true }
  if (stage === 'final') return { may: false, why: 'document.readOnly.final' }
  // Who may propose elsewhere is kept from it by the stage, not by the role.
  if (stage === 'commenting' && permits(role, 'drafting', 'suggest'))
    return { may: false, why: 'document.readOnly.commenting' }
  return { may: false, why: `document.readOnly.${permission}` }
}

/** Is it the stage, and nothing else, that keeps the person from writing? Then who set it answers for it. */
export const isOfStage = (why: MessageKey): boolean =>
  why === 'document.readOnly.final' || why === 'document.readOnly.commenting'

/** The words of the saved state, exactly [UI12]. «محفوظ على هذا الجهاز» only once the device has it. */
export const savedMessage = (saved: SavedState): MessageKey => {
  switch (saved.kind) {
    case 'connecting':
    case 'saving':
    case 'saved':
      return `document.saved.${saved.kind}`
    case 'offline':
      switch (saved.local) {
        case 'kept':
          return 'document.saved.offline'
        case 'keeping':
          return 'document.saved.offlineKeeping'
        case 'failed':
          return 'document.saved.offlineFailed'
        default:
          return assertNever(saved.local)
      }
    case 'read-only':
      return 'document.saved.readOnly'
    case 'gone':
      return 'document.saved.gone'
    default:
      return assertNever(saved)
  }
}

/** What the banner says while nothing reaches the server; null while something does [UI13]. */
export const bannerMessage = (saved: SavedState): MessageKey | null => {
  if (saved.kind !== 'offline') return null
  return saved.local === 'failed' ? 'document.offline.notKept' : `document.offline.${saved.reason}`
}
