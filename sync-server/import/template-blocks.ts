import { NO_FORMATS } from '#core/schema/content.ts'
import { importedBlock, plainRuns, type ImportedBlock } from './imported.ts'

/** Blocks of which templates are made, by what they say. */

export const title = (text: string): ImportedBlock =>
  importedBlock({ kind: 'heading', level: 1 }, plainRuns(text))
export const heading = (text: string): ImportedBlock =>
  importedBlock({ kind: 'heading', level: 2 }, plainRuns(text))
export const paragraph = (text: string): ImportedBlock => importedBlock({}, plainRuns(text))
export const quote = (text: string): ImportedBlock => importedBlock({ kind: 'quote' }, plainRuns(text))
export const ordered = (text: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'ordered' }, plainRuns(text))
export const bullet = (text: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'bullet' }, plainRuns(text))

/** An item that begins with a bold phrase. */
export const orderedWithLead = (lead: string, rest: string): ImportedBlock =>
  importedBlock({ kind: 'item', list: 'ordered' }, [
    { text: `${lead}:`, formats: new Map([['bold', true]]) },
    { text: ` ${rest}`, formats: NO_FORMATS },
  ])
