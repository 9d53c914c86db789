import { invitationOfFragment, type Invitation } from './invitation-link.ts'
import { pagePath, parsePath, pathOf, type Route } from './route.ts'

export interface Place {
  readonly route: Route
  /** The invitation that was in the address; it is out of the address bar and the history already. */
  readonly invitation: Invitation | null
}

/** Where the page is: the address bar, as an external store. */
export interface Navigation {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => Place
  readonly go: (route: Route, how?: 'push' | 'replace') => void
  /** Opens the join page with an invitation that was pasted. */
  readonly openInvitation: (invitation: Invitation) => void
}

/** @param page the window, given by main: the only one that knows the location. */
export const createNavigation = (page: Window): Navigation => {
  const listeners = new Set<() => void>()

  /** A token must not stay where it can be read over a shoulder or sent along with the address. */
  const read = (known: Invitation | null): Place => {
    const route = parsePath(page.location.pathname, page.location.hash)
    if (route.name !== 'join') return { route, invitation: null }
    const found = invitationOfFragment(page.location.hash)
    if (page.location.hash !== '') page.history.replaceState(null, '', pathOf(route))
    return { route, invitation: found ?? known }
  }

  let place = read(null)
  const moved = (known: Invitation | null): void => {
    place = read(known)
    for (const listener of listeners) listener()
  }
  page.addEventListener('popstate', () => {
    moved(null)
  })
  // Comes after the popstate of the same step, which has taken the token out of the address already [UI1].
  page.addEventListener('hashchange', () => {
    moved(place.invitation)
  })

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => place,
    go: (route, how = 'push') => {
      if (how === 'push') page.history.pushState(null, '', pathOf(route))
      else page.history.replaceState(null, '', pathOf(route))
      // Within the history of a text one stays where one reads.
      const stays = route.name === 'history' && pagePath(route) === pagePath(place.route)
      if (!stays) page.scrollTo(0, 0)
      moved(null)
    },
    openInvitation: (invitation) => {
      page.history.pushState(null, '', '/join')
      moved(invitation)
    },
  }
}
