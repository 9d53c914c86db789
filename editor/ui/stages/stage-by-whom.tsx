import { useMessages } from '../locale-provider.tsx'
import { ByWhom } from './by-whom.tsx'
import type { PageStanding } from './use-page-standing.ts'
import { youMay } from './what-you-may.ts'

/** Who set the stage that holds, when and why, and what one may do in it; nothing before the first change. */
export function StageByWhom({
  standing: { standing, role, stage, nameOf },
}: {
  readonly standing: PageStanding
}) {
  const translator = useMessages()
  const set = standing?.stageSet ?? null
  return set === null ? null : (
    <>
      {youMay(translator, role, stage)}{' '}
      <ByWhom sentence="stages.set" name={nameOf(set.by)} at={set.at} reason={set.reason} />
    </>
  )
}
