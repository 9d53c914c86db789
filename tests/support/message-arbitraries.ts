import fc from 'fast-check'
import { ROLES } from '#core/access/roles.ts'
import { STAGES } from '#core/access/stages.ts'
import { DECISION_REASONS, DECISION_VERDICTS } from '#core/protocol/decision.ts'
import { LOCK_KINDS } from '#core/locks/section-lock.ts'
import type { Control } from '#core/protocol/control.ts'
import type { Message } from '#core/protocol/message.ts'

const bytes = fc.uint8Array({ maxLength: 200 })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const natural = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const role = fc.constantFrom(...ROLES)
const stage = fc.constantFrom(...STAGES)
const lock = fc.record({
  id: text,
  from: text,
  to: text,
  kind: fc.constantFrom(...LOCK_KINDS),
  reason: fc.option(text),
  by: text,
  at: natural,
})
const locks = fc.array(lock, { maxLength: 3 })
const stageSet = fc.option(fc.record({ by: text, at: natural, reason: fc.option(text) }))
const reason = fc.constantFrom('role', 'stage', 'locked', 'malformed', 'schema', 'foreign-client-id' as const)

const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    epoch: text,
    schema: text,
    seq: natural,
    now: natural,
    role,
    stage,
    stageSet,
    locks,
    restores: natural,
    member: text,
    writable: fc.boolean(),
    numbered: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('refused' as const),
    reason,
    detail: text,
    frame: natural,
    late: fc.option(text),
  }),
  fc.record({ type: fc.constant('stage' as const), stage, set: stageSet }),
  fc.record({ type: fc.constant('role' as const), role }),
  fc.record({ type: fc.constant('locks' as const), locks }),
  fc.record({
    type: fc.constant('decided' as const),
    decision: text,
    suggestions: fc.array(text),
    verdict: fc.constantFrom(...DECISION_VERDICTS),
    reason: fc.constantFrom(...DECISION_REASONS),
    by: text,
    at: natural,
    seq: natural,
  }),
  fc.record({
    type: fc.constant('undone' as const),
    decision: text,
    suggestions: fc.array(text),
    by: text,
    at: natural,
    seq: natural,
  }),
  fc.record({ type: fc.constant('restored' as const), restores: natural }),
  fc.record({ type: fc.constant('renamed' as const), from: text, to: text }),
  fc.record({ type: fc.constant('moved-twice' as const), bid: text, by: text }),
  fc.record({ type: fc.constant('title' as const), title: text }),
  fc.record({ type: fc.constant('thread' as const), thread: text, seq: natural }),
  fc.record({ type: fc.constant('epoch' as const), epoch: text }),
  fc.record({ type: fc.constant('storage' as const), writable: fc.boolean() }),
  fc.record({ type: fc.constant('reload' as const), schema: text }),
)

const writtenWith: fc.Arbitrary<Message> = fc.record({
  type: fc.constant('written-with' as const),
  client: natural,
  from: fc
    .uniqueArray(fc.record({ clock: natural, seq: natural }), {
      maxLength: 5,
      selector: ({ clock }) => clock,
    })
    .map((from) => from.toSorted((one, two) => one.clock - two.clock)),
  deleted: fc
    .array(fc.record({ client: natural, clock: natural, length: fc.nat({ max: 99 }), at: natural }), {
      maxLength: 5,
    })
    .map((all) =>
      all.map((one) => ({ ...one, length: one.length + 1 })).toSorted((one, two) => one.at - two.at),
    ),
})

/** Any message of the protocol, in either direction. */
export const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant('sync-step-1' as const), stateVector: bytes }),
  fc.record({ type: fc.constant('sync-step-2' as const), update: bytes }),
  fc.record({ type: fc.constant('update' as const), update: bytes }),
  fc.record({ type: fc.constant('numbered-update' as const), seq: natural, update: bytes }),
  writtenWith,
  fc.record({ type: fc.constant('presence' as const), update: bytes }),
  fc.record({ type: fc.constant('denied' as const), reason: text }),
  fc.record({ type: fc.constant('query-presence' as const) }),
  fc.record({ type: fc.constant('ack' as const), stateVector: bytes, handled: natural, seq: natural }),
  fc.record({ type: fc.constant('control' as const), control }),
)
