import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyPieces, bodyToEdit, editedToBody, mentionable, mentionAt } from '#core/comments/mention-text.ts'

const MEMBERS = [
  { id: 'm1', name: 'هالة' },
  { id: 'm2', name: 'هالة الأحمد' },
  { id: 'm3', name: 'Sam (OCHA)' },
  { id: 'm4', name: 'السيد مُنير' },
] as const
const nameOf = (id: string): string | null => MEMBERS.find((one) => one.id === id)?.name ?? null

describe('mentions in comments', () => {
  it('[THR20] a body is text and mentions, in order', () => {
    expect(bodyPieces('<@m1> رأيك؟\nو<@m3>')).toEqual([
      { kind: 'mention', member: 'm1' },
      { kind: 'text', text: ' رأيك؟\nو' },
      { kind: 'mention', member: 'm3' },
    ])
    expect(bodyPieces('<@> <@a b> <b>')).toEqual([{ kind: 'text', text: '<@> <@a b> <b>' }])
    expect(bodyPieces('')).toEqual([])
  })

  it('[THR21] whole names become mentions, the longest first, typed or chosen', () => {
    expect(editedToBody('@هالة الأحمد، و@هالة؟', MEMBERS)).toBe('<@m2>، و<@m1>؟')
    expect(editedToBody('@هالةx و @هالات', MEMBERS)).toBe('@هالةx و @هالات')
    expect(editedToBody('a@b @Sam (OCHA)!', MEMBERS)).toBe('a@b <@m3>!')
  })

  it('[THR21] what is edited and left alone stays what it was', () => {
    const piece = fc.oneof(
      fc.constantFrom(...MEMBERS.map(({ id }) => `<@${id}>`), '<@gone>'),
      fc.constantFrom(' نصّ ', '\n', '، ', ' <@ ', ' @ '),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        // A letter right behind a name would make it another name.
        const body = pieces.join(' ')
        expect(editedToBody(bodyToEdit(body, nameOf), MEMBERS)).toBe(body)
      }),
    )
  })

  it('[THR21] a mention is being typed behind an @ that begins a word', () => {
    expect(mentionAt('شكرا @ها', 8)).toEqual({ start: 5, query: 'ها' })
    expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
    expect(mentionAt('name@host', 9)).toBeNull()
    expect(mentionAt('@ها\nوبعد', 8)).toBeNull()
    expect(mentionAt('@ ', 2)).toBeNull()
    expect(mentionAt('بلا', 3)).toBeNull()
    expect(mentionAt(`@${'ا'.repeat(41)}`, 42)).toBeNull()
  })

  it('[THR21] members are found by folded beginnings of their names', () => {
    const found = (query: string): string[] => mentionable(MEMBERS, query).map(({ id }) => id)
    expect(found('هاله')).toEqual(['m1', 'm2'])
    expect(found('احمد')).toEqual(['m2'])
    expect(found('الاحمد')).toEqual(['m2'])
    expect(found('منير')).toEqual(['m4'])
    expect(found('سيد')).toEqual(['m4'])
    expect(found('sam')).toEqual(['m3'])
    expect(found('')).toHaveLength(4)
  })
})
