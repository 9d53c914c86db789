import {
  createContext,
  useContext,
  useSyncExternalStore,
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { Navigation, Place } from './navigation.ts'
import { pathOf, type Route } from './route.ts'

const NavigationContext = createContext<Navigation | null>(null)

export function NavigationProvider(props: { readonly navigation: Navigation; readonly children: ReactNode }) {
  return <NavigationContext value={props.navigation}>{props.children}</NavigationContext>
}

export const useNavigation = (): Navigation => {
  const navigation = useContext(NavigationContext)
  if (navigation === null) throw new Error('no NavigationProvider above this component')
  return navigation
}

export const usePlace = (): Place => {
  const { subscribe, getSnapshot } = useNavigation()
  return useSyncExternalStore(subscribe, getSnapshot)
}

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Route
}

/** A link to a place of ours: a real one, so that it opens in a new tab and can be copied. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const { go } = useNavigation()
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (event.defaultPrevented || elsewhere) return
    event.preventDefault()
    go(to)
  }
  return <a href={pathOf(to)} onClick={follow} {...rest} />
}
