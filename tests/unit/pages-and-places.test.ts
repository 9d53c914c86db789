import { describe, expect, it } from 'vitest'
import { pagePath, parsePath } from '../../editor/ui/routing/route.ts'
import { isPlace } from '../../sync-server/http/pages.ts'

describe('the addresses of the interface', () => {
  it('[UI885] are places to the server exactly where the page knows them', () => {
    const parts = [
      '',
      '/',
      '/x',
      '/x/',
      '/x/members',
      '/x/audit',
      '/x/history',
      '/x/certificate',
      '/x/y',
      '/x/y/z',
    ]
    const heads = ['', '/join', '/verify', '/groups', '/documents', '/read', '/mail', '/nothing']
    for (const path of heads.flatMap((head) => parts.map((part) => head + part))) {
      const asked = path === '' ? '/' : path
      expect(isPlace(asked), asked).toBe(parsePath(asked).name !== 'nowhere')
    }
    expect(isPlace(pagePath({ name: 'read', document: 'نصّ/آخر' }))).toBe(true)
  })
})
