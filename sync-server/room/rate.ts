/** What is left of an allowance. A value: spending makes a new one. */
export interface Allowance {
  readonly left: number
  /** When `left` was true, milliseconds since 1970. */
  readonly at: number
}

export interface Rate {
  readonly perSecond: number
  readonly atOnce: number
}

/** The allowance after spending `cost` at `now`, or null when there is not enough. A first use starts with all of `atOnce`. */
export const spend = (
  allowance: Allowance | undefined,
  rate: Rate,
  now: number,
  cost: number,
): Allowance | null => {
  const elapsed = allowance === undefined ? 0 : Math.max(0, now - allowance.at)
  const before = allowance === undefined ? rate.atOnce : allowance.left
  const left = Math.min(rate.atOnce, before + (elapsed * rate.perSecond) / 1000) - cost
  return left < 0 ? null : { left, at: now }
}
