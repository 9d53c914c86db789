/** The places of the interface. Every one has an address that can be sent to another member. */
export type Route =
  | { readonly name: 'home'; readonly group: string | null }
  | { readonly name: 'join' }
  | { readonly name: 'members'; readonly group: string }
  | { readonly name: 'document'; readonly document: string }
  | { readonly name: 'read'; readonly document: string }
  | { readonly name: 'nowhere' }

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Reads the path of an address; `nowhere` for everything that is not a place of ours. */
export const parsePath = (path: string): Route => {
  const parts = path.split('/').filter((part) => part !== '')
  const [place, rawId, page] = parts
  if (place === undefined) return { name: 'home', group: null }
  if (place === 'join' && parts.length === 1) return { name: 'join' }
  const id = rawId === undefined ? null : decode(rawId)
  if (id === null) return { name: 'nowhere' }
  if (place === 'groups' && parts.length === 2) return { name: 'home', group: id }
  if (place === 'groups' && page === 'members' && parts.length === 3) return { name: 'members', group: id }
  if (place === 'documents' && parts.length === 2) return { name: 'document', document: id }
  if (place === 'read' && parts.length === 2) return { name: 'read', document: id }
  return { name: 'nowhere' }
}

export const pathOf = (route: Route): string => {
  switch (route.name) {
    case 'home':
      return route.group === null ? '/' : `/groups/${encodeURIComponent(route.group)}`
    case 'join':
      return '/join'
    case 'members':
      return `/groups/${encodeURIComponent(route.group)}/members`
    case 'document':
      return `/documents/${encodeURIComponent(route.document)}`
    case 'read':
      return `/read/${encodeURIComponent(route.document)}`
    case 'nowhere':
      return '/'
  }
}
