import { Lock, Scale } from 'lucide-react'
import type { LockKind } from '#core/locks/section-lock.ts'

/** A closed lock for what is settled, a balance for what is disputed: told apart without colour. */
export function KindIcon({ kind, size = 16 }: { readonly kind: LockKind; readonly size?: number }) {
  return kind === 'settled' ? <Lock size={size} aria-hidden /> : <Scale size={size} aria-hidden />
}
