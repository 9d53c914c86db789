import * as Y from 'yjs'
import type { Stage } from '#core/access/stages.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectOriginal } from '#core/suggestions/project.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { foldControl, NO_FACTS } from '../facts.ts'
import { decodeLogBody, decodeSnapshot } from '../log-body.ts'
import { ROOT, type Damaged } from '../replay.ts'
import type { LogStretch } from '../since/passage.ts'

/** A document's text as it was with one entry of its log as the last, all suggestions left out. */
export interface MomentText {
  readonly stage: Stage
  readonly blocks: readonly BlockContent[]
}

/**
 * The text at the end of a stretch [DOC521]. The same as replaying the log gives, without what only a room needs: its
 * decisions, its discussions, whose client ids are whose.
 */
export const momentText = ({ snapshot, entries }: LogStretch): Result<MomentText, Damaged> => {
  const doc = new Y.Doc()
  const text = doc.getText(ROOT)
  keepRedundantFormats(doc)
  try {
    const start = snapshot === null ? null : decodeSnapshot(snapshot.body)
    if (start !== null && !start.ok) return damaged(start.error)
    let facts = start?.value.facts ?? NO_FACTS
    let unreadable: string | null = null
    doc.transact(() => {
      if (start !== null) Y.applyUpdate(doc, start.value.state)
      for (const { seq, by, at, body } of entries) {
        const decoded = decodeLogBody(body)
        if (!decoded.ok) {
          unreadable = `entry ${seq}: ${decoded.error}`
          return
        }
        if (decoded.value.kind === 'control')
          facts = foldControl(facts, { entry: decoded.value.entry, by, at })
        if (decoded.value.kind === 'update') Y.applyUpdate(doc, decoded.value.update)
      }
    })
    if (unreadable !== null) return damaged(unreadable)
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      return damaged('an entry builds on something that is not in the log')
    const blocks = elementsToBlocks(projectOriginal(blocksToElements(readBlocks(text))))
    return ok({ stage: facts.stage, blocks })
  } catch (error) {
    return damaged(error instanceof Error ? error.message : 'an entry that cannot be applied')
  } finally {
    doc.destroy()
  }
}

const damaged = (detail: string) => fail({ reason: 'damaged' as const, detail })
