import { BookmarkPlus, EllipsisVertical, Link2, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import { Button } from '../controls/button.tsx'
import { Menu, MenuItem } from '../controls/menu.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import type { HistoryPlace } from '../routing/history-place.ts'
import { pathOf } from '../routing/route.ts'
import { NameVersionDialog } from './name-version-dialog.tsx'
import { RestoreQuestion } from './restore-question.tsx'
import { addressOfSeq, type Stop } from './stops.ts'

export interface MomentActsProps {
  readonly document: string
  readonly role: Role
  readonly stage: Stage
  readonly place: HistoryPlace
  readonly stop: Stop
  readonly isNow: boolean
  readonly named: () => void
}

/** What is done with a moment: whoever may not name or restore it does not see the act; a final text says why not. */
export function MomentActs({ document, role, stage, place, stop, isNow, named }: MomentActsProps) {
  const { t } = useMessages()
  const notices = useNotices()
  const isNarrow = useMedia('(max-width: 56rem)')
  const [asked, setAsked] = useState<'name' | 'restore' | null>(null)
  const moment = addressOfSeq(stop.seq)
  const mayName = permits(role, stage, 'name-version') && place.view !== 'compare'
  const isFinal = stage === 'final'
  const mayRestore = permits(role, stage, 'manage') && !isNow && place.view !== 'compare'

  const copyLink = async (): Promise<void> => {
    const path = pathOf({ name: 'history', document, at: { ...place, moment, block: null } })
    try {
      await navigator.clipboard.writeText(new URL(path, window.location.origin).href)
      notices.say(t('history.copyLink.done'))
    } catch {
      notices.warn(t('history.copyLink.failed'))
    }
  }
  const acts = [
    {
      key: 'name',
      words: t('history.name'),
      Icon: BookmarkPlus,
      isThere: mayName,
      why: null,
      act: () => {
        setAsked('name')
      },
    },
    {
      key: 'restore',
      words: t('history.restore'),
      Icon: RotateCcw,
      isThere: mayRestore,
      why: isFinal ? t('history.restore.final') : null,
      act: () => {
        setAsked('restore')
      },
    },
  ].filter(({ isThere }) => isThere)
  const close = (): void => {
    setAsked(null)
  }

  return (
    <>
      {isNarrow ? (
        <Menu
          trigger={
            <Button
              kind="plain"
              icon={<EllipsisVertical size={18} aria-hidden />}
              aria-label={t('document.menu')}
            />
          }
        >
          {acts.map(({ key, words, Icon, why, act }) => (
            <MenuItem key={key} icon={<Icon size={16} aria-hidden />} disabled={why !== null} onSelect={act}>
              {why ?? words}
            </MenuItem>
          ))}
          <MenuItem icon={<Link2 size={16} aria-hidden />} onSelect={() => void copyLink()}>
            {t('history.copyLink')}
          </MenuItem>
        </Menu>
      ) : (
        <>
          {acts.map(({ key, words, Icon, why, act }) => (
            <Button
              key={key}
              icon={<Icon size={16} aria-hidden />}
              disabled={why !== null}
              title={why ?? undefined}
              onClick={act}
            >
              {words}
            </Button>
          ))}
          <Button
            kind="plain"
            icon={<Link2 size={18} aria-hidden />}
            aria-label={t('history.copyLink')}
            title={t('history.copyLink')}
            onClick={() => void copyLink()}
          />
        </>
      )}
      {asked === 'name' && (
        <NameVersionDialog document={document} seq={stop.seq} at={stop.at} close={close} named={named} />
      )}
      {asked === 'restore' && (
        <RestoreQuestion document={document} moment={moment} at={stop.at} close={close} />
      )}
    </>
  )
}
