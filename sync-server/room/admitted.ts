import type { DecisionRecord } from './decision-book.ts'
import type { Examined } from './examined.ts'
import type { Change, LiveDocument } from './live-document.ts'
import { SERVER } from './member.ts'
import type { RoomPorts } from './room-ports.ts'
import { entriesOfNotes } from './suggestion-notes.ts'

type Admitted = Extract<Examined, { kind: 'admitted' }>

/** What goes to the log and to everybody of an update of `by` that was admitted; `prior` are facts in front of it. */
export const admittedChange = <Origin>(
  live: LiveDocument<Origin>,
  { clock, newId }: Pick<RoomPorts, 'clock' | 'newId'>,
  by: string,
  { update, repairs, notes, doubleMoves }: Admitted,
  prior: Change<Origin>['entries'] = [],
): Omit<Change<Origin>, 'origin' | 'controls' | 'settle'> => {
  const now = clock.now()
  const entries = [...prior, live.entry(now, by, update)]
  if (repairs !== null) entries.push(live.entry(now, SERVER, repairs))
  const updates = repairs === null ? [update] : [update, repairs]
  const decisions: { readonly index: number; readonly record: DecisionRecord }[] = []
  for (const entry of notes === null ? [] : entriesOfNotes(notes, live.decisions, newId)) {
    const record = live.decisions.note(entry, by, now, null)
    decisions.push({ index: entries.length, record })
    entries.push(live.controlEntry(now, by, entry))
  }
  return { entries, updates, repairs, decisions, renamed: notes?.renamed ?? [], doubleMoves }
}
