import { describe, expect, it } from 'vitest'
import { LANGUAGES, sentence } from '../../../sync-server/http/messages.ts'
import { notWritten } from '../../../sync-server/http/not-written.ts'

const told = (format: 'docx' | 'pdf', reason: Parameters<typeof notWritten>[1]['reason']) => {
  const { status, key, more } = notWritten(format, { reason, detail: '/root/file.ts: secret words' })
  const sentences = LANGUAGES.map((language) => sentence(language, key))
  return { status, sentences, more }
}

describe('a file that was not written', () => {
  it('[DOC741] is told with its reason, another sentence for each, none of them the defect itself', () => {
    const all = new Set<string>()
    for (const format of ['docx', 'pdf'] as const)
      for (const reason of ['too-long', 'too-slow', 'ended'] as const) {
        const { sentences, more } = told(format, reason)
        expect(sentences.join()).not.toContain('secret')
        expect(more).toEqual({})
        for (const one of sentences) all.add(one)
      }
    for (const one of told('pdf', 'no-writer').sentences) all.add(one)
    expect(all.size).toBe(7 * LANGUAGES.length)
  })

  it('[DOC741] may be asked for again, unless it is too long for its format for good', () => {
    for (const format of ['docx', 'pdf'] as const) {
      expect(told(format, 'too-long').status).toBe(413)
      expect(told(format, 'too-much-memory').status).toBe(413)
      for (const reason of ['too-slow', 'ended', 'no-writer', 'stopping'] as const)
        expect(told(format, reason).status).toBe(503)
    }
  })
})
