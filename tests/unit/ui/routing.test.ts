import { describe, expect, it } from 'vitest'
import {
  invitationOfFragment,
  invitationOfPaste,
  linkToDocument,
} from '../../../editor/ui/routing/invitation-link.ts'
import { HISTORY_NOW, type HistoryPlace } from '../../../editor/ui/routing/history-place.ts'
import { pagePath, parsePath, pathOf, type Route } from '../../../editor/ui/routing/route.ts'

describe('addresses', () => {
  const places: readonly Route[] = [
    { name: 'home', group: null },
    { name: 'home', group: 'g-1' },
    { name: 'members', group: 'g/1 ب' },
    { name: 'audit', group: 'g/1 ب' },
    { name: 'join' },
    { name: 'document', document: 'd_1' },
    { name: 'history', document: 'd_1', at: HISTORY_NOW },
    { name: 'read', document: 'd_1' },
    { name: 'certificate', document: 'd_1' },
    { name: 'verify' },
  ]

  it('every place has an address that leads back to it', () => {
    for (const place of places) expect(parsePath(pathOf(place))).toEqual(place)
  })

  it('[UI642] a place in a document stands in the fragment, and the page is the same one', () => {
    for (const at of [{ suggestion: 'm1-s_1-2.1' }, { thread: 'نقاش & =' }]) {
      const place: Route = { name: 'document', document: 'd_1', at }
      const [path = '', fragment = ''] = pathOf(place).split('#')
      expect(parsePath(path, `#${fragment}`)).toEqual(place)
      expect([path, pagePath(place)]).toEqual(['/documents/d_1', '/documents/d_1'])
    }
    for (const hash of [
      '',
      '#text',
      '#suggestion=',
      '#suggestion=%E0%A4',
      '#other=x',
      '#suggestion=a&thread=b',
    ])
      expect(parsePath('/documents/d_1', hash)).toEqual({ name: 'document', document: 'd_1' })
    expect(parsePath('/read/d_1', '#suggestion=a')).toEqual({ name: 'read', document: 'd_1' })
  })

  it('[UI680] a moment, a comparison and a passage of a history stand in the fragment', () => {
    const ats: readonly HistoryPlace[] = [
      { ...HISTORY_NOW, moment: 'seq-12' },
      { ...HISTORY_NOW, view: 'changes', moment: 'v 1&2=#' },
      { ...HISTORY_NOW, view: 'compare', moment: 'seq-12', against: 'v-1' },
      { ...HISTORY_NOW, view: 'authors', block: 'b/1 ب' },
    ]
    for (const at of ats) {
      const place: Route = { name: 'history', document: 'd_1', at }
      const [path = '', fragment = ''] = pathOf(place).split('#')
      expect(parsePath(path, `#${fragment}`)).toEqual(place)
      expect([path, pagePath(place)]).toEqual(['/documents/d_1/history', '/documents/d_1/history'])
    }
    expect(pathOf({ name: 'history', document: 'd_1', at: HISTORY_NOW })).toBe('/documents/d_1/history')
    for (const hash of ['#text', '#at=', '#show=nothing', `#at=${'x'.repeat(700)}`])
      expect(parsePath('/documents/d_1/history', hash)).toEqual({
        name: 'history',
        document: 'd_1',
        at: HISTORY_NOW,
      })
  })

  it('[UI703] a certificate stands in the fragment, which no server is told', () => {
    for (const place of [
      { name: 'certificate', document: 'd_1', certificate: 'aB3' },
      { name: 'verify', certificate: 'aB3' },
    ] as const) {
      const [path = '', fragment = ''] = pathOf(place).split('#')
      expect(fragment).toBe('c=aB3')
      expect(parsePath(path, '#c=aB3')).toEqual(place)
    }
    for (const hash of ['', '#c=', '#c=a/b', '#c=a&x', '#suggestion=a'])
      expect(parsePath('/verify', hash)).toEqual({ name: 'verify' })
  })

  it('what is no place of ours is nowhere, broken escapes included', () => {
    for (const path of [
      '/x',
      '/groups',
      '/groups/a/b',
      '/documents/a/b',
      '/read/%E0%A4',
      '/join/x',
      '/verify/x',
    ])
      expect(parsePath(path)).toEqual({ name: 'nowhere' })
  })
})

describe('an invitation link', () => {
  const whole = { token: 'abc_DEF-123', document: null }

  it('[UI1] is found whole, in a sentence, or as the token alone', () => {
    expect(invitationOfFragment('#abc_DEF-123')).toEqual(whole)
    expect(invitationOfPaste('https://s.example/join#abc_DEF-123')).toEqual(whole)
    expect(invitationOfPaste('هذا رابطك: http://127.0.0.1:4680/join#abc_DEF-123 أهلًا')).toEqual(whole)
    expect(invitationOfPaste('  abc_DEF-123 ')).toEqual(whole)
  })

  it('[UI875] names the text that it was made at, whole or in a sentence', () => {
    const link = linkToDocument('http://127.0.0.1:4680/join#abc_DEF-123', 'x2wXuH48CTpr6Vny')
    const meant = { token: 'abc_DEF-123', document: 'x2wXuH48CTpr6Vny' }
    expect(invitationOfFragment(new URL(link).hash)).toEqual(meant)
    expect(invitationOfPaste(`هذا رابطك: ${link} أهلًا`)).toEqual(meant)
    expect(invitationOfFragment('#abc_DEF-123/x/y')).toBeNull()
  })

  it('[UI2] is not made of anything else', () => {
    for (const pasted of ['', 'https://s.example/', 'مرحبا', '<script>', 'short'])
      expect(invitationOfPaste(pasted)).toBeNull()
  })
})
