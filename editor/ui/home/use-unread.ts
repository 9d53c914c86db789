import { useEffect, useState } from 'react'
import type { Role } from '#core/access/roles.ts'
import type { ApiUnread } from '#core/protocol/api-since.ts'
import { useServices } from '../services.tsx'

/** A list that lies open is not far behind. */
const EVERY_MS = 60_000

const NONE: ReadonlyMap<string, ApiUnread> = new Map()

/** What is new in the texts of a group, by document [UI621]; asked again every minute, and when the page comes to the front. */
export const useUnread = (group: string, role: Role): ReadonlyMap<string, ApiUnread> => {
  const { api } = useServices()
  const [unread, setUnread] = useState(NONE)
  const isTold = role !== 'viewer'
  useEffect(() => {
    if (!isTold) return
    let wanted = true
    const ask = async (): Promise<void> => {
      const read = await api.unread(group)
      if (wanted && read.ok) setUnread(new Map(read.value.map((one) => [one.document, one])))
    }
    const shown = (): void => {
      if (window.document.visibilityState === 'visible') void ask()
    }
    void ask()
    const again = setInterval(shown, EVERY_MS)
    window.document.addEventListener('visibilitychange', shown)
    return () => {
      wanted = false
      clearInterval(again)
      window.document.removeEventListener('visibilitychange', shown)
    }
  }, [api, group, isTold])
  return unread
}
