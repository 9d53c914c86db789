import { LockKeyhole } from 'lucide-react'
import { Tool } from './tool.tsx'

/** Locks the blocks that are selected, or unlocks them [UI655]. */
export function LockTool({ lock }: { readonly lock: () => void }) {
  return (
    <Tool id="lock" run={lock}>
      <LockKeyhole size={18} aria-hidden />
    </Tool>
  )
}
