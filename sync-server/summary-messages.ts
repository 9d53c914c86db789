import type { Result } from '#core/util/result.ts'
import type { Damaged } from './room/replay.ts'
import type { PackedStretch } from './room/since/packed-stretch.ts'
import type { Summary } from './room/since/summary.ts'

export interface ToSummaryWorker {
  readonly job: number
  readonly stretch: PackedStretch
}

export interface FromSummaryWorker {
  readonly job: number
  readonly summary: Result<Summary, Damaged>
}
