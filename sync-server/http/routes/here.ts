import type { Request, Response, Router } from 'express'
import { permits } from '#core/access/permits.ts'
import type { ApiHere } from '#core/protocol/api-here.ts'
import type { ServerEvent } from '../../room/bus.ts'
import { askerOf, findAsker, inGroup, type Asker } from '../asker.ts'
import { beginEvents, type StreamPlaces } from '../event-stream.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { groupPath } from './input.ts'

/** Who reloads a page is not gone; milliseconds. */
const GATHERED = 500

/**
 * Who has which text of a group open [UI880]: for who may follow its texts, and of each text for who may follow it.
 * Ids alone go over the wire; whose they are is what the list of members says.
 */
export const addHereRoutes = (router: Router, ports: HttpPorts, streams: StreamPlaces): void => {
  const { meta, sessions, bus, clock, settings, membersHere } = ports
  const https = settings.publicUrl.startsWith('https:')

  /** Fails as the call itself would. */
  const herein = (asker: Asker, group: string): { readonly me: string; readonly here: ApiHere['here'] } => {
    const known = meta.read()
    const { me } = inGroup(known, asker, group)
    if (!permits(me.role, 'drafting', 'follow')) throw new HttpError('forbidden')
    const texts = Object.values(known.documents).filter(
      (text) => text.group === group && text.trashedAt === null && permits(me.role, text.stage, 'follow'),
    )
    const here = texts.flatMap(({ id: document }) => {
      const members = membersHere(document)
      return members.length === 0 ? [] : [{ document, members }]
    })
    return { me: me.id, here }
  }

  const follow = (req: Request, res: Response, asker: Asker, group: string): void => {
    const { me } = herein(asker, group)
    const say = beginEvents(res, clock)
    let said = ''
    let cancel: (() => void) | null = null
    const tell = (first: ApiHere['here']): void => {
      const now = JSON.stringify({ here: first } satisfies ApiHere)
      if (now === said) return
      said = now
      say(`data: ${now}\n\n`)
    }
    /** Asked anew each time: a session that has ended, and a member who may no longer follow, hear nothing more. */
    const tellNow = async (): Promise<void> => {
      const still = await findAsker(req.headers.cookie, https, sessions, meta)
      if (res.destroyed) return
      if (still === null) res.end()
      else tell(herein(still, group).here)
    }
    const tellSoon = (): void => {
      cancel ??= clock.after(GATHERED, () => {
        cancel = null
        tellNow().catch(() => res.end())
      })
    }
    const isMine = (event: ServerEvent): boolean => {
      switch (event.type) {
        case 'seq':
          return false
        case 'access':
          return event.group === group && event.member === me
        case 'document':
        case 'here':
          return meta.read().documents[event.document]?.group === group
      }
    }
    const unsubscribe = bus.subscribe((event) => {
      if (!isMine(event)) return
      if (event.type === 'document') say('event: documents\ndata: {}\n\n')
      tellSoon()
    })
    res.once('close', () => {
      unsubscribe()
      cancel?.()
    })
    tell(herein(asker, group).here)
  }

  router.get('/api/groups/:g/here', (req, res) => {
    const { g } = groupPath.parse(req.params)
    const asker = askerOf(req)
    herein(asker, g)
    streams.take(asker, res)
    follow(req, res, asker, g)
  })
}
