import { fail, ok } from '#core/util/result.ts'
import { apiDecided, apiDecisions, apiUndone } from './http/decisions.ts'
import type { DocumentHost } from './http/document-host.ts'
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
    state: async (document) => (await roomOf(document)).stateAsUpdate(),
    fill: async (document, blocks, by, threads) => {
      const filled = await (await roomOf(document)).seedIfEmpty(blocks, by, threads)
      if (filled.ok) return ok(filled.value)
      if (filled.error === 'not-empty') return fail('not-empty')
      throw new HttpError('unavailable')
    },
    setStage: async (document, stage, by, reason) => {
      const recorded = await (await roomOf(document)).setStage(stage, by, reason)
      if (!recorded.ok) throw new HttpError('unavailable')
      return recorded.value
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
    late: async (document) => (await (await roomOf(document)).late.list()).map(apiLate),
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
