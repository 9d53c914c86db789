import { Milestone } from 'lucide-react'
import { useEffect } from 'react'
import type { Role } from '#core/access/roles.ts'
import { useMessages } from '../locale-provider.tsx'
import { Strip } from '../locks/strip.tsx'
import { ByWhom } from './by-whom.tsx'
import type { StageNews } from './use-stage-news.ts'
import { stageNews, youMay } from './what-you-may.ts'
import { whenSeen } from './when-seen.ts'
import css from './stages.module.css'

export interface StageStripProps {
  readonly news: StageNews
  readonly role: Role
  readonly nameOf: (member: string) => string
  readonly close: () => void
}

/** Milliseconds in which it is read and read again; the stage in the top bar says all of it for as long as it holds. */
const STAYS = 20_000

/** The stage changed under one's hands: to which, by whom, when, why, and what one may do from now on [UI654]. */
export function StageStrip({ news, role, nameOf, close }: StageStripProps) {
  const translator = useMessages()
  const { t } = translator
  const { stage, set } = news
  const sentence = t('stages.news', { stage: t(`stage.${stage}`) })
  const may = youMay(translator, role, stage)
  useEffect(() => whenSeen(window, STAYS, close), [close, news])
  return (
    <Strip
      icon={<Milestone size={16} aria-hidden />}
      spoken={stageNews(translator, news, role)}
      count={set?.at ?? 0}
      close={close}
      testId="stage-news"
    >
      <p>
        <strong className={css['sentence']}>{sentence}</strong> {may}
      </p>
      <p className={css['byWhom']}>
        {set !== null && (
          <ByWhom sentence="stages.set" name={nameOf(set.by)} at={set.at} reason={set.reason} />
        )}
      </p>
    </Strip>
  )
}
