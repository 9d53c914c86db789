import { describe, expect, it } from 'vitest'
import { commentBody, MAX_COMMENT, plainText, withoutControls } from '#core/comments/comment-body.ts'
import { mentionedIn } from '#core/comments/mentioned.ts'

describe('the body of a comment', () => {
  it('[THR8] is kept as it was typed, markup and all', () => {
    for (const typed of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg/onload=alert(1)>',
      '[x](javascript:alert(1))',
      '${{constructor}} {{7*7}} %3Cb%3E &lt;b&gt; \\u003c',
      'كتاب ـــ ﺔ ٣ الأُمّة 👩‍👩‍👧 نمی‌خواهم',
      'one\ntwo',
    ])
      expect(commentBody(typed)).toBe(typed)
  })

  it('[THR8] has no control but line feed, no bidi embedding, override or isolate, and is NFC', () => {
    expect(plainText('a\u202Eb\u202Dc\u202Ad\u202Ce\u2066f\u2069g\u2067h\u2068i')).toBe('abcdefghi')
    expect(plainText('a\u0000b\u0007c\u001Bd\u007Fe\u009Ff')).toBe('abcdef')
    expect(plainText('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd e')
    expect(plainText('e\u0301')).toBe('é')
    expect(plainText('x\uD800y')).toBe('x\uFFFDy')
    expect(plainText(' \n a \n ')).toBe('a')
    expect(plainText('a\u200Fb\u200Cc')).toBe('a\u200Fb\u200Cc')
  })

  it('[THR8] has between one visible and 10,000 characters after trimming', () => {
    for (const nothing of ['', ' ', '\n\t', '\u00A0', '\u200B\u200E\u202E', '\uFEFF', '\u00AD'])
      expect(commentBody(nothing)).toBeNull()
    expect(commentBody(` ${'😀'.repeat(MAX_COMMENT)} `)).toBe('😀'.repeat(MAX_COMMENT))
    expect(commentBody('ش'.repeat(MAX_COMMENT + 1))).toBeNull()
  })

  it('[THR8] cleaning twice is cleaning once', () => {
    for (const typed of ['e\u202E\u0301', ' \u202E a', '\r\u202A\n b ', '\uD800\u202E\uDC00', 'a\u202A \n'])
      expect(plainText(plainText(typed))).toBe(plainText(typed))
  })

  it('[THR8] a quote loses controls and nothing else: it stays what stood in the text', () => {
    expect(withoutControls(' e\u0301\n\u202Eab\u0000ـ ')).toBe(' e\u0301\nabـ ')
  })
})

describe('mentions', () => {
  it('[THR8] are the ids between <@ and >, each once, in the order of the text', () => {
    expect(mentionedIn('<@b> and <@a>, <@b>!')).toEqual(['b', 'a'])
    expect(mentionedIn('<@> <@ a> <@a b> <@a.b> @a <a> <@<@c>>')).toEqual(['c'])
    expect(mentionedIn(`<@${'x'.repeat(65)}>`)).toEqual([])
    expect(mentionedIn('<@__proto__>')).toEqual(['__proto__'])
    expect(mentionedIn('<@'.repeat(5_000))).toEqual([])
  })
})
