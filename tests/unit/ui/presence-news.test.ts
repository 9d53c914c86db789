import { describe, expect, it } from 'vitest'
import { presenceNews } from '../../../editor/ui/document/presence-news.ts'

const SALMA = ['s', 'سلمى'] as const
const HALA = ['h', 'هالة'] as const

describe('news of who is here', () => {
  it('[UI861] names who came and who went between two looks', () => {
    expect(presenceNews(new Map([SALMA]), new Map([HALA]))).toEqual({ came: ['هالة'], left: ['سلمى'] })
  })

  it('[UI861] says nothing of who is still here, also under another name', () => {
    expect(presenceNews(new Map([SALMA]), new Map([['s', 'سلمى (OCHA)']]))).toEqual({ came: [], left: [] })
  })
})
