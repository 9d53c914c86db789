import { describe, expect, it } from 'vitest'
import type { Control } from '#core/protocol/control.ts'
import { NO_NEWS, newsAfter } from '../../../editor/ui/suggestions/decided-news.ts'

const decided = (
  by: string,
  verdict: 'accept' | 'reject' | 'withdraw',
  ...suggestions: readonly string[]
): Control => ({ type: 'decided', decision: 'd', suggestions, verdict, reason: 'decided', by, at: 1, seq: 1 })

describe('news of decisions', () => {
  it('[UI352] counts one’s own suggestions that others decided, renamed ones among them', () => {
    const news = [
      decided('f', 'accept', 'm1-a-1', 'm2-a-1', 'm1-a-2.1', 'm11-a-1'),
      decided('f', 'reject', 'm1-a-3'),
    ].reduce((before, control) => newsAfter(before, control, 'm1'), NO_NEWS)
    expect(news).toEqual({ accepted: 2, rejected: 1 })
  })

  it('[UI352] is silent about what one decided oneself, what was withdrawn and what is others’', () => {
    for (const control of [
      decided('m1', 'accept', 'm1-a-1'),
      decided('m1', 'withdraw', 'm1-a-1'),
      decided('f', 'accept', 'm2-a-1'),
    ])
      expect(newsAfter(NO_NEWS, control, 'm1')).toBe(NO_NEWS)
  })
})
