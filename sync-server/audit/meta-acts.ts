import type { AuditActName, AuditDetails } from '#core/protocol/api-audit.ts'
import type { DocumentMeta, Group, Invitation, Member, Meta } from '../store/meta-store.ts'
import type { AuditAct } from './audit-chain.ts'

/** What is there afterwards, and what was there before; undefined where it is new or gone. */
type Difference<T> = readonly [before: T | undefined, after: T | undefined]

/** Records are immutable and shared, so the same object is no difference. */
const differences = <T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): readonly Difference<T>[] => {
  if (before === after) return []
  const gone = Object.keys(before).filter((id) => !Object.hasOwn(after, id))
  return [
    ...Object.entries(after)
      .filter(([id, value]) => before[id] !== value)
      .map(([id, value]): Difference<T> => [before[id], value]),
    ...gone.map((id): Difference<T> => [before[id], undefined]),
  ]
}

/**
 * What was done between two states of the metadata, told from the states themselves: a change that no route thought of
 * recording is recorded all the same [AUD4]. `by` did it, but for an invitation, which names who made it.
 */
export const actsBetween = (before: Meta, after: Meta, by: string, at: number): readonly AuditAct[] => {
  const act = (
    group: string,
    name: AuditActName,
    details: AuditDetails,
    { who = by, document = null }: { readonly who?: string; readonly document?: string | null } = {},
  ): AuditAct => ({ group, at, by: who, act: name, document, details })
  const used = usedInvitation(before, after)

  const ofGroup = ([old, group]: Difference<Group>): readonly AuditAct[] => {
    if (group === undefined) return []
    if (old === undefined) return [act(group.id, 'group-created', {})]
    const settings = (['viewersSeeAuthors', 'mailMayQuote', 'filesMayName'] as const).filter(
      (setting) => (old[setting] ?? false) !== (group[setting] ?? false),
    )
    return [
      ...(old.name === group.name ? [] : [act(group.id, 'group-renamed', {})]),
      ...settings.map((setting) =>
        act(group.id, 'setting-changed', { setting, value: group[setting] === true ? 'on' : 'off' }),
      ),
    ]
  }

  const ofInvitation = ([old, now]: Difference<Invitation>): readonly AuditAct[] => {
    if (now === undefined) return []
    const { group, id: invitation, member, role } = now
    const uses = { uses: now.usesLeft, expiresAt: now.expiresAt }
    if (old === undefined) {
      const who = now.createdBy
      return member === null
        ? [act(group, 'invited', { invitation, role, ...uses }, { who })]
        : [act(group, 'device-link-made', { invitation, member, expiresAt: now.expiresAt }, { who })]
    }
    if (old.revokedAt === null && now.revokedAt !== null)
      return [act(group, 'invitation-revoked', { invitation })]
    return member !== null && now.usesLeft < old.usesLeft
      ? [act(group, 'device-added', { invitation, member })]
      : []
  }

  const ofMember = ([old, now]: Difference<Member>): readonly AuditAct[] => {
    if (now === undefined) return []
    const { group, id: member, role } = now
    if (old === undefined) return [act(group, 'joined', { member, role, invitation: used })]
    return [
      ...(old.role === role ? [] : [act(group, 'role-changed', { member, from: old.role, to: role })]),
      ...(old.name === now.name ? [] : [act(group, 'member-renamed', { member })]),
      ...(old.removedAt === null && now.removedAt !== null
        ? [act(group, by === member ? 'member-left' : 'member-removed', { member })]
        : []),
    ]
  }

  const ofDocument = ([old, now]: Difference<DocumentMeta>): readonly AuditAct[] => {
    if (now === undefined)
      return old === undefined ? [] : [act(old.group, 'document-erased', {}, { document: old.id })]
    const at = { document: now.id }
    if (old === undefined) return [act(now.group, 'document-created', {}, at)]
    const wasTrashed = old.trashedAt !== null
    const isTrashed = now.trashedAt !== null
    return [
      ...(old.title === now.title ? [] : [act(now.group, 'document-renamed', {}, at)]),
      ...settingsChanged(old, now).map((details) => act(now.group, 'document-setting-changed', details, at)),
      ...(wasTrashed === isTrashed
        ? []
        : [act(now.group, isTrashed ? 'document-trashed' : 'document-untrashed', {}, at)]),
    ]
  }

  return [
    ...differences(before.groups, after.groups).flatMap(ofGroup),
    ...differences(before.invitations, after.invitations).flatMap(ofInvitation),
    ...differences(before.members, after.members).flatMap(ofMember),
    ...differences(before.documents, after.documents).flatMap(ofDocument),
  ]
}

/** How a text is written, where that is another way than before. */
const settingsChanged = (old: DocumentMeta, now: DocumentMeta): readonly AuditDetails[] => {
  const [before, after] = [
    { language: old.language ?? 'ar', digits: old.digits ?? 'latn' },
    { language: now.language ?? 'ar', digits: now.digits ?? 'latn' },
  ]
  return (['language', 'digits'] as const)
    .filter((setting) => before[setting] !== after[setting])
    .map((setting) => ({ setting, value: after[setting] }))
}

/** The invitation of which a use was taken, if one was. */
const usedInvitation = (before: Meta, after: Meta): string | null => {
  const found = differences(before.invitations, after.invitations).find(
    ([old, now]) => old !== undefined && now !== undefined && now.usesLeft < old.usesLeft,
  )
  return found?.[1]?.id ?? null
}
