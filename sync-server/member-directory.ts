import type { MemberDirectory, RoomMember } from './room/member.ts'
import type { Member, Meta, MetaStore } from './store/meta-store.ts'

const roomMember = ({ id, name, role, color }: Member): RoomMember => ({ id, name, role, color })

/** Who `member` is for `document` now. A document in the trash is open to nobody. */
const lookUp = (meta: Meta, document: string, member: string): RoomMember | 'no-access' | 'no-document' => {
  const found = Object.hasOwn(meta.documents, document) ? meta.documents[document] : undefined
  if (found === undefined || found.trashedAt !== null) return 'no-document'
  const known = Object.hasOwn(meta.members, member) ? meta.members[member] : undefined
  const isIn = known !== undefined && known.group === found.group && known.removedAt === null
  return isIn ? roomMember(known) : 'no-access'
}

/** The room's question, answered from the metadata as it is at this moment. */
export const memberDirectory = (meta: Pick<MetaStore, 'read'>): MemberDirectory => ({
  lookup: (document, member) => lookUp(meta.read(), document, member),
  members: (document, at) => {
    const known = meta.read()
    return Object.values(known.members)
      .filter(({ id, joinedAt }) => joinedAt <= at && typeof lookUp(known, document, id) !== 'string')
      .map(({ id }) => id)
  },
})

/**
 * The one of a device's members who may follow `document`. To somebody outside its group a document does not exist,
 * exactly as one that never did.
 */
export const memberFor = (
  meta: Pick<MetaStore, 'read'>,
  members: readonly Member[],
  document: string,
): RoomMember | 'no-access' | 'no-document' => {
  const known = meta.read()
  const group = Object.hasOwn(known.documents, document) ? known.documents[document]?.group : undefined
  const me = members.find((member) => member.group === group)
  return me === undefined ? 'no-document' : lookUp(known, document, me.id)
}
