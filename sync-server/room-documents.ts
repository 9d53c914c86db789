import { fail, ok, type Result } from '#core/util/result.ts'
import { apiDecided, apiDecisions, apiUndone } from './http/decisions.ts'
import type { DocumentHost, Told } from './http/document-host.ts'
import { HttpError } from './http/http-error.ts'
import { apiLate, lateAnswer } from './http/late.ts'
import type { Inbox } from './room/notices/inbox.ts'
import { apiThread, threadError } from './http/threads.ts'
import type { LateTray } from './room/late-tray.ts'
import type { RoomRegistry, Unavailable } from './room/room-registry.ts'
import type { Room } from './room/room.ts'
import type { UpdateLog } from './room/update-log.ts'
import type { SeenMarks } from './store/seen-marks.ts'

/** What a document that has no room now is to who asks for it. */
const unreadable = ({ reason }: Unavailable): HttpError =>
  new HttpError('unavailable', reason === 'closing' ? {} : { key: 'unreadable-document', detail: reason })

/** What a room answered; what could not be stored is thrown. */
const stored = <T, E extends string>(result: Result<T, E>): Result<T, Told<E>> => {
  if (result.ok) return result
  const { error } = result
  if (isStored(error)) return fail(error)
  throw new HttpError('unavailable')
}

const isStored = <E extends string>(failure: E): failure is Told<E> => failure !== 'unavailable'

/** The rooms as the HTTP side sees them. What cannot be read or stored now is `unavailable`, never empty. */
export const roomDocuments = (
  registry: RoomRegistry,
  log: UpdateLog,
  {
    lateTray,
    seenMarks,
    inbox,
  }: { readonly lateTray: LateTray; readonly seenMarks: SeenMarks; readonly inbox: Inbox },
): DocumentHost => {
  const roomOf = async (document: string): Promise<Room> => {
    const opened = await registry.open(document)
    if (!opened.ok) throw unreadable(opened.error)
    return opened.value
  }
  return {
    seq: async (document) => (await roomOf(document)).seq,
    stage: async (document) => (await roomOf(document)).stage,
    cleanText: async (document) => {
      const room = await roomOf(document)
      return { seq: room.seq, stage: room.stage, blocks: room.cleanText() }
    },
    content: async (document) => {
      const room = await roomOf(document)
      return { seq: room.seq, stage: room.stage, blocks: room.content() }
    },
    fill: async (document, blocks, by) => stored(await (await roomOf(document)).filling.fill(blocks, by)),
    importInto: async (document, member, blocks) =>
      stored(await (await roomOf(document)).filling.importInto(member, blocks)),
    setStage: async (document, member, stage, reason) =>
      stored(await (await roomOf(document)).stages.set(member, stage, reason)),
    locks: async (document) => {
      const { locks, seq } = await roomOf(document)
      return { locks, seq }
    },
    lock: async (document, member, wish) =>
      stored(await (await roomOf(document)).sectionLocks.lock(member, wish)),
    unlock: async (document, member, id, reason) =>
      stored(await (await roomOf(document)).sectionLocks.unlock(member, id, reason)),
    nameVersion: async (document, by, { id, name, of }) => {
      const recorded = await (await roomOf(document)).nameVersion(id, name, of, by)
      if (!recorded.ok) throw new HttpError('unavailable')
      return recorded.value
    },
    restoreVersion: async (document, member, version) => {
      const restored = await (await roomOf(document)).restores.restore(member, version)
      if (restored.ok) return ok({ seq: restored.value })
      if (restored.error === 'unavailable') throw new HttpError('unavailable')
      return fail(restored.error)
    },
    decide: async (document, member, command) =>
      apiDecided(command.id, await (await roomOf(document)).decisions.decide(member, command)),
    undoDecision: async (document, member, decision, { id, suggestions = null }) => {
      const room = await roomOf(document)
      return apiUndone(decision, await room.decisions.undo(member, { id, decision, suggestions }))
    },
    decisions: async (document, after, limit) => apiDecisions(await roomOf(document), after, limit),
    threads: async (document, reader, after) => {
      const { threads, seq } = await roomOf(document)
      return { threads: threads.since(after).map((thread) => apiThread(thread, reader)), seq }
    },
    thread: async (document, reader, id) => {
      const thread = (await roomOf(document)).threads.get(id)
      return thread === null ? null : apiThread(thread, reader)
    },
    discuss: async (document, reader, command) => {
      const done = await (await roomOf(document)).threads.carryOut(reader.id, command)
      if (!done.ok) throw threadError(done.error)
      return { thread: apiThread(done.value.thread, reader), isNew: done.value.isNew }
    },
    late: async (document) => {
      const { late } = await roomOf(document)
      return { late: (await late.list()).map(apiLate), dismissed: late.dismissed }
    },
    restoreLate: async (document, member, id) =>
      lateAnswer(await (await roomOf(document)).late.restore(member, id)),
    dismissLate: async (document, member, id, reason) =>
      lateAnswer(await (await roomOf(document)).late.dismiss(member, id, reason)),
    remove: async (document) => {
      await registry.room(document)?.shutdown()
      for (const { id } of await lateTray.list(document)) await lateTray.remove(document, id)
      await inbox.forgetDocument(document)
      await seenMarks.removeDocument(document)
      await log.remove(document)
    },
  }
}
