import { expect } from 'vitest'
import { commentBody } from '#core/comments/comment-body.ts'
import { isBlockAttr, BLOCK_ATTR_NAMES } from '#core/schema/block.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { isMarkerEntry, isTextFormat } from '#core/suggestions/admissible.ts'
import type { Result } from '#core/util/result.ts'
import type { ReadFailure } from '../../../sync-server/import/import-thread.ts'
import type { Imported } from '../../../sync-server/import/imported.ts'

// oxlint-disable-next-line no-control-regex
const NOT_ADMITTED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u

/** Text, Markdown, HTML and JSON: blocks of our schema that may be put into a document as they are, or a plain reason. */
export const expectOfOurSchema = (read: Result<Imported, ReadFailure>): void => {
  if (!read.ok) {
    expect(read.error.reason).toMatch(/^[a-z-]+$/u)
    return
  }
  for (const { attrs, formats, runs } of read.value.blocks) {
    for (const name of BLOCK_ATTR_NAMES)
      if (!(name === 'bid' && attrs.bid === null)) expect(isBlockAttr(name, attrs[name])).toBe(true)
    expect(formats.size).toBe(0)
    for (const run of runs) {
      expect(run.text).not.toMatch(NOT_ADMITTED)
      for (const [key, value] of run.formats) {
        if (key === 'link')
          expect(isSafeHref(Object.entries(value ?? {}).find(([k]) => k === 'href')?.[1])).toBe(true)
        else expect([key, value]).toEqual([expect.stringMatching(/^(?:bold|italic|underline)$/u), true])
      }
    }
  }
}

const WORD_REASONS = /^(?:damaged-docx|too-complex|empty|protected|macros|nested-archive)$/u

/** A Word file, with its suggestions and discussions: the same, or one of the reasons that there are for such a file. */
export const expectAdmissible = (read: Result<Imported, ReadFailure>): void => {
  if (!read.ok) {
    expect(read.error.reason).toMatch(WORD_REASONS)
    return
  }
  const { blocks, threads } = read.value
  for (const { attrs, formats, runs } of blocks) {
    for (const [name, value] of Object.entries(attrs))
      expect(value === null || isBlockAttr(name, value), name).toBe(true)
    for (const [key, value] of formats) expect(isMarkerEntry(key, value), key).toBe(true)
    for (const run of runs) {
      expect(run.text).not.toMatch(/[\p{Cs}]|(?!\n)\p{Cc}/u)
      for (const [key, value] of run.formats) expect(isTextFormat(key, value), key).toBe(true)
    }
  }
  for (const { comments } of threads) for (const { body } of comments) expect(commentBody(body)).toBe(body)
}
