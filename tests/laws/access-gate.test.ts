import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ACTIONS, permits, type Action } from '#core/access/permits.ts'
import { ROLES, type Role } from '#core/access/roles.ts'
import { STAGES, type Stage } from '#core/access/stages.ts'
import type { Verdict } from '#core/shared-doc/judge.ts'
import { cellsOf } from '../support/gate-edits.ts'
import {
  contentOf,
  copyOf,
  GateWorld,
  positionOf,
  SERVER_CLIENT_ID,
  updateOf,
} from '../support/gate-world.ts'
import { showCells } from '../support/suggestion-oracle.ts'

type Permits = typeof permits

/** What a role may do in a stage, every stronger role may do there. `ROLES` runs from the strongest to the weakest. */
const breaksMonotony = (table: Permits): string[] => {
  const breaks: string[] = []
  for (const stage of STAGES) {
    for (const action of ACTIONS) {
      ROLES.forEach((role, index) => {
        const stronger = ROLES[index - 1]
        if (stronger !== undefined && table(role, stage, action) && !table(stronger, stage, action))
          breaks.push(`${role} may ${action} in ${stage}, ${stronger} may not`)
      })
    }
  }
  return breaks
}

const OWN = { 'insertion--M-s-1': { by: 'M', at: 1 } }
const fresh = () => ({ 'insertion--M-s-2': { by: 'M', at: 2 } })

const seed = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  text.insertEmbed(0, new Y.Map<unknown>([['bid', 'b1']]), {})
  text.insert(1, 'base text ', {})
  text.insert(11, 'mine', { ...OWN })
  text.insert(15, ' and more', {})
  return Y.encodeStateAsUpdate(doc)
}

/** An edit of the shared text, and the action of the table that it takes. */
interface Probe {
  readonly action: Extract<Action, 'write' | 'suggest' | 'withdraw'>
  readonly edit: (text: Y.Text, at: number) => void
}

const PROBES: readonly Probe[] = [
  { action: 'write', edit: (text, at) => text.insert(at, 'x', {}) },
  { action: 'write', edit: (text, at) => text.delete(at, 1) },
  { action: 'write', edit: (text, at) => text.format(at, 2, { bold: true }) },
  { action: 'write', edit: (text, at) => text.insertEmbed(at, new Y.Map<unknown>([['bid', 'x']]), {}) },
  { action: 'suggest', edit: (text, at) => text.insert(at, 'x', fresh()) },
  { action: 'suggest', edit: (text, at) => text.format(at, 2, { 'deletion--M-s-2': { by: 'M', at: 2 } }) },
  {
    action: 'suggest',
    edit: (text, at) =>
      text.insertEmbed(at, new Y.Map<unknown>([['bid', 'x'], ...Object.entries(fresh())]), {}),
  },
  { action: 'suggest', edit: (text) => text.insert(positionOf(text, 'mine') + 1, 'x', { ...OWN }) },
  { action: 'withdraw', edit: (text) => text.delete(positionOf(text, 'mine'), 4) },
  { action: 'withdraw', edit: (text) => text.delete(positionOf(text, 'mine') + 1, 1) },
]

/** Something that judges as the gate does. */
interface Judging {
  readonly live: Y.Doc
  send(update: Uint8Array, role: Role, stage: Stage): Verdict
  /** What the judge believes the text to be. */
  believed(): Y.Doc
}

const gateJudge = (state: Uint8Array): Judging => {
  const world = new GateWorld(state)
  return {
    live: world.live,
    send: (update, role, stage) => world.send(update, { member: 'M', role }, { stage, locks: [] }),
    believed: () => copyOf(world.gate.encodeState(), 77),
  }
}

/** The first triple on which table and judge differ, or on which a refusal changed something; null when none does. */
const disagreement = (
  newJudge: (state: Uint8Array) => Judging,
  role: Role,
  stage: Stage,
  probe: Probe,
  at: number,
): string | null => {
  const judge = newJudge(seed())
  const client = copyOf(Y.encodeStateAsUpdate(judge.live), 50)
  const update = updateOf(client, (text) => probe.edit(text, at))
  const before = showCells(cellsOf(judge.live))
  const verdict = judge.send(update, role, stage)
  // Who may write may do by it what others propose or take back.
  const allowed = permits(role, stage, probe.action) || permits(role, stage, 'write')
  const name = `${role} ${probe.action} in ${stage}`
  if ((verdict.kind === 'admitted') !== allowed) return `${name}: the judge says ${verdict.kind}`
  if (verdict.kind === 'admitted') return null
  const after = [judge.live, judge.believed()].map((doc) => showCells(cellsOf(doc)))
  return after.every((shown) => shown === before) ? null : `${name}: refused, and yet it changed something`
}

const triples = fc.tuple(
  fc.constantFrom(...ROLES),
  fc.constantFrom(...STAGES),
  fc.constantFrom(...PROBES),
  fc.integer({ min: 1, max: 8 }),
)

const firstDisagreement = (newJudge: (state: Uint8Array) => Judging, runs: number): string | null => {
  const found = fc.check(
    fc.property(
      triples,
      ([role, stage, probe, at]) => disagreement(newJudge, role, stage, probe, at) === null,
    ),
    { numRuns: runs, seed: 6, endOnFailure: true },
  )
  const [example] = found.counterexample ?? []
  return example === undefined ? null : disagreement(newJudge, ...example)
}

describe('L6: the table is the law', () => {
  it('[ACC2] is monotone in the order of roles', () => {
    expect(breaksMonotony(permits)).toEqual([])
  })

  it('[ACC2] catches a table in which a weaker role may do more', () => {
    const swapped: Permits = (role, stage, action) =>
      permits(role === 'editor' ? 'commenter' : role === 'commenter' ? 'editor' : role, stage, action)
    expect(breaksMonotony(swapped)).not.toEqual([])
    const viewer: Permits = (role, stage, action) =>
      role === 'viewer' && action === 'comment' ? stage === 'final' : permits(role, stage, action)
    expect(breaksMonotony(viewer)).not.toEqual([])
  })

  it('[ACC1] is what the gate enforces, and a refused action changes nothing', () => {
    for (const role of ROLES)
      for (const stage of STAGES)
        for (const probe of PROBES) expect(disagreement(gateJudge, role, stage, probe, 3)).toBe(null)
    expect(firstDisagreement(gateJudge, 400)).toBe(null)
  })

  it('[ACC1] catches a judge that forgets the stage', () => {
    const forgetful = (state: Uint8Array): Judging => {
      const judge = gateJudge(state)
      return { ...judge, send: (update, role) => judge.send(update, role, 'drafting') }
    }
    expect(firstDisagreement(forgetful, 400)).toContain('the judge says admitted')
  })

  it('[ACC1] catches a judge that takes everybody who suggests for a writer', () => {
    const lax = (state: Uint8Array): Judging => {
      const judge = gateJudge(state)
      return {
        ...judge,
        send: (update, role, stage) => judge.send(update, role === 'suggester' ? 'editor' : role, stage),
      }
    }
    expect(firstDisagreement(lax, 400)).toContain('suggester write')
  })

  it('[ACC1] catches a judge that keeps what it refused', () => {
    const leaking = (state: Uint8Array): Judging => {
      const judge = gateJudge(state)
      return {
        ...judge,
        send: (update, role, stage) => {
          const verdict = judge.send(update, role, stage)
          if (verdict.kind === 'refused') Y.applyUpdate(judge.live, update)
          return verdict
        },
      }
    }
    expect(firstDisagreement(leaking, 400)).toContain('refused, and yet it changed something')
  })
})
