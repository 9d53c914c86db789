/**
 * Milliseconds from one question to the next, at least and at most; the first comes within the least. Pages that were cut
 * off in the same moment do not come back in one.
 */
const ASKS_AFTER_MS = [1_000, 1_600] as const
/** A question without an answer for so many milliseconds is lost. Later ones do not wait for it. */
const LOST_AFTER_MS = 4_000

/**
 * Asks the server for a sign of life while the connection cannot give one. A socket cannot be asked: on a line that
 * swallows what is sent it never fails, stays dead when the line is good again, and browsers open no second one beside
 * it (RFC 6455, 4.1) and make a page wait that tries many [UI13].
 */
export interface LineWatch {
  /** Asks from now on, until `stop`; does nothing when it does so already. Where nobody may ask it rests until the next `start`. */
  readonly start: () => void
  readonly stop: () => void
  /** What was lost since the last answer; null when nothing was. */
  readonly silence: () => Silence | null
}

/** While nothing came, milliseconds since 1970. What was begun before it ended and has no answer may be dead. */
export interface Silence {
  /** When the first question that was lost was asked. */
  readonly since: number
  /** When the one was asked that is answered; the last that was lost while none is. */
  readonly until: number
}

export interface LineWatchOptions {
  /** True when our server answered, whatever it says. Ends with its signal. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>
  /** False while asking is useless: no network, or nobody looks. */
  readonly mayAsk: () => boolean
  /** At least 0, less than 1. */
  readonly random: () => number
  readonly now: () => number
  /** The server answered; with what was lost before, null when nothing was. */
  readonly answered: (silence: Silence | null) => void
}

export const createLineWatch = (options: LineWatchOptions): LineWatch => {
  const { ask, mayAsk, random, now, answered } = options
  const [least, most] = ASKS_AFTER_MS
  let timer: ReturnType<typeof setTimeout> | null = null
  /** Questions that wait for their answer, oldest first. */
  const waiting = new Map<
    AbortController,
    { readonly asked: number; readonly end: ReturnType<typeof setTimeout> }
  >()
  let lost: Silence | null = null

  const settle = (question: AbortController): number | null => {
    const one = waiting.get(question)
    if (one === undefined) return null
    clearTimeout(one.end)
    waiting.delete(question)
    return one.asked
  }
  const lose = (question: AbortController): void => {
    const asked = settle(question)
    if (asked === null) return
    question.abort()
    lost = { since: Math.min(lost?.since ?? asked, asked), until: Math.max(lost?.until ?? asked, asked) }
  }
  const put = async (question: AbortController): Promise<void> => {
    const isAnswered = await ask(question.signal).catch(() => false)
    if (!waiting.has(question)) return
    if (!isAnswered) {
      lose(question)
      return
    }
    for (const older of waiting.keys()) {
      if (older === question) break
      lose(older)
    }
    const until = settle(question)
    const silence = lost
    lost = null
    answered(silence === null || until === null ? null : { since: silence.since, until })
  }
  const askNow = (): void => {
    timer = null
    if (!mayAsk()) {
      stop()
      return
    }
    timer = setTimeout(askNow, least + random() * (most - least))
    const question = new AbortController()
    const end = setTimeout(() => {
      lose(question)
    }, LOST_AFTER_MS)
    waiting.set(question, { asked: now(), end })
    void put(question)
  }
  const start = (): void => {
    timer ??= setTimeout(askNow, random() * least)
  }
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    for (const question of waiting.keys()) lose(question)
    lost = null
  }
  return { start, stop, silence: () => lost }
}
