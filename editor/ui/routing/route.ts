import { historyFragment, readHistoryPlace, type HistoryPlace } from './history-place.ts'

/** The places of the interface. Every one has an address that can be sent to another member. */
export type Route =
  | { readonly name: 'home'; readonly group: string | null }
  | { readonly name: 'join' }
  | { readonly name: 'members'; readonly group: string }
  | { readonly name: 'audit'; readonly group: string }
  | { readonly name: 'document'; readonly document: string; readonly at?: DocumentPlace }
  | { readonly name: 'history'; readonly document: string; readonly at: HistoryPlace }
  | { readonly name: 'read'; readonly document: string }
  | { readonly name: 'nowhere' }

/** A place in a document: it stands in the fragment, which no server is told. */
export type DocumentPlace = { readonly suggestion: string } | { readonly thread: string }

const PLACE = /^#(suggestion|thread)=([^&=]{1,600})$/

const placeOf = (hash: string): DocumentPlace | null => {
  const [, kind, raw] = PLACE.exec(hash) ?? []
  const id = raw === undefined ? null : decode(raw)
  if (id === null) return null
  return kind === 'suggestion' ? { suggestion: id } : { thread: id }
}

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Reads an address by its path and fragment; `nowhere` for everything that is not a place of ours. */
export const parsePath = (path: string, hash = ''): Route => {
  const parts = path.split('/').filter((part) => part !== '')
  const [place, rawId, page] = parts
  if (place === undefined) return { name: 'home', group: null }
  if (place === 'join' && parts.length === 1) return { name: 'join' }
  const id = rawId === undefined ? null : decode(rawId)
  if (id === null) return { name: 'nowhere' }
  if (place === 'groups' && parts.length === 2) return { name: 'home', group: id }
  if (place === 'groups' && page === 'members' && parts.length === 3) return { name: 'members', group: id }
  if (place === 'groups' && page === 'audit' && parts.length === 3) return { name: 'audit', group: id }
  if (place === 'documents' && parts.length === 2) {
    const at = placeOf(hash)
    return { name: 'document', document: id, ...(at === null ? {} : { at }) }
  }
  if (place === 'documents' && page === 'history' && parts.length === 3)
    return { name: 'history', document: id, at: readHistoryPlace(hash) }
  if (place === 'read' && parts.length === 2) return { name: 'read', document: id }
  return { name: 'nowhere' }
}

const fragmentOf = (route: Route): string => {
  if (route.name === 'history') return historyFragment(route.at)
  if (route.name !== 'document' || route.at === undefined) return ''
  const { at } = route
  return 'suggestion' in at
    ? `#suggestion=${encodeURIComponent(at.suggestion)}`
    : `#thread=${encodeURIComponent(at.thread)}`
}

/** The address of a place. */
export const pathOf = (route: Route): string => pagePath(route) + fragmentOf(route)

/** The address without what only points to a place in the page. */
export const pagePath = (route: Route): string => {
  switch (route.name) {
    case 'home':
      return route.group === null ? '/' : `/groups/${encodeURIComponent(route.group)}`
    case 'join':
      return '/join'
    case 'members':
      return `/groups/${encodeURIComponent(route.group)}/members`
    case 'audit':
      return `/groups/${encodeURIComponent(route.group)}/audit`
    case 'document':
      return `/documents/${encodeURIComponent(route.document)}`
    case 'history':
      return `/documents/${encodeURIComponent(route.document)}/history`
    case 'read':
      return `/read/${encodeURIComponent(route.document)}`
    case 'nowhere':
      return '/'
  }
}
