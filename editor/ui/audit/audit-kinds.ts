import { AUDIT_ACTS, type AuditActName } from '#core/protocol/api-audit.ts'

/** Kinds of acts, as a facilitator looks for them. */
export const AUDIT_KINDS = [
  'people',
  'invitations',
  'texts',
  'stages',
  'decisions',
  'talk',
  'exports',
  'server',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

const KIND_OF: Readonly<Record<AuditActName, AuditKind>> = {
  'group-created': 'people',
  'group-renamed': 'people',
  'setting-changed': 'people',
  joined: 'people',
  'role-changed': 'people',
  'member-renamed': 'people',
  'member-left': 'people',
  'member-removed': 'people',
  invited: 'invitations',
  'invitation-revoked': 'invitations',
  'device-link-made': 'invitations',
  'device-added': 'invitations',
  'document-created': 'texts',
  'document-renamed': 'texts',
  'document-setting-changed': 'texts',
  'document-trashed': 'texts',
  'document-untrashed': 'texts',
  'document-erased': 'texts',
  'version-named': 'texts',
  restored: 'texts',
  'stage-set': 'stages',
  finalised: 'stages',
  locked: 'stages',
  unlocked: 'stages',
  decided: 'decisions',
  'decision-undone': 'decisions',
  'late-restored': 'decisions',
  'late-dismissed': 'decisions',
  'comment-deleted': 'talk',
  'comment-hidden': 'talk',
  'comment-shown': 'talk',
  exported: 'exports',
  'audit-downloaded': 'exports',
  'backup-restored': 'server',
  'metadata-restored': 'server',
  'chain-mismatch': 'server',
}

export const actsOf = (kind: AuditKind): readonly AuditActName[] =>
  AUDIT_ACTS.filter((act) => KIND_OF[act] === kind)

/** A newer server may know more acts than this page. */
export const isKnownAct = (act: string): act is AuditActName => Object.hasOwn(KIND_OF, act)
