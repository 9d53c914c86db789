import { ByWhom } from './by-whom.tsx'
import type { PageStanding } from './use-page-standing.ts'

/** Who set the stage that holds, when and why; nothing before the first change. */
export function StageByWhom({ standing: { standing, nameOf } }: { readonly standing: PageStanding }) {
  const set = standing?.stageSet ?? null
  return set === null ? null : (
    <ByWhom sentence="stages.set" name={nameOf(set.by)} at={set.at} reason={set.reason} />
  )
}
