import { useCallback, useRef, useState } from 'react'
import type { BlockContent } from '#core/schema/content.ts'
import type { Result } from '#core/util/result.ts'
import type { PutWhere } from '../../extensions/clipboard/put-in-text.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { unfitFile } from './import-file.ts'
import { damagedTextOf, fileOf, titleOf, type ImportSource, type ReviewBegun } from './import-source.ts'
import {
  importReviewed,
  importTo,
  type Import,
  type ImportFailure,
  type ImportTarget,
  type ImportWish,
} from './import-target.ts'

export type ImportState =
  | { readonly step: 'choose'; readonly failed: string | null }
  /** `sent`: share of the file that is on its way, 1 while the server reads it; null before. */
  | { readonly step: 'busy'; readonly name: string; readonly sent: number | null }
  /** It stays until what it came to is in: a failure loses no work. */
  | {
      readonly step: 'review'
      readonly begun: ReviewBegun
      readonly where: PutWhere
      readonly isBusy: boolean
      readonly failed: string | null
    }
  | { readonly step: 'done'; readonly import: Import }

export interface Importing {
  readonly state: ImportState
  readonly start: (source: ImportSource, where: PutWhere) => Promise<void>
  /** The review came to this; answers whether it is in. */
  readonly take: (blocks: readonly BlockContent[]) => Promise<boolean>
  /** Where what is reviewed will go. */
  readonly putAt: (where: PutWhere) => void
  /** Stops what is on its way; nothing of it stays. */
  readonly stop: () => void
  readonly backToChoice: () => void
}

/** An import from the choice of a file to what came of it [UI900]. */
export const useImport = (target: ImportTarget, first: () => ImportState): Importing => {
  const { t } = useMessages()
  const { api, sync } = useServices()
  const failureText = useFailureText()
  const [state, setState] = useState<ImportState>(first)
  const stopping = useRef<AbortController | null>(null)

  const sentence = (failure: ImportFailure): string =>
    t('import.failed', {
      reason:
        failure.kind === 'server' ? failureText(failure.failure) : t(`import.refused.${failure.reason}`),
    })
  /** Null when it was stopped: whoever did that has gone on. */
  const carryOut = async (
    source: ImportSource,
    where: PutWhere,
    act: (wish: ImportWish) => Promise<Result<Import, ImportFailure>>,
  ): Promise<Result<Import, ImportFailure> | null> => {
    const stop = new AbortController()
    stopping.current = stop
    const onSent = (sent: number): void => {
      setState((now) => (now.step === 'busy' ? { ...now, sent } : now))
    }
    const title = titleOf(source) || t('import.pasted')
    const done = await act({ title, where, watch: { signal: stop.signal, onSent } })
    if (stop.signal.aborted) return null
    if (done.ok) setState({ step: 'done', import: done.value })
    return done
  }

  return {
    state,
    start: async (source, where) => {
      const file = fileOf(source)
      const unfit = unfitFile(file)
      if (unfit !== null) {
        setState({ step: 'choose', failed: t('import.failed', { reason: t(unfit) }) })
        return
      }
      let text: string | null
      try {
        text = await damagedTextOf(source)
      } catch {
        // What judges it could not be fetched, or the file is no more where it was.
        setState({ step: 'choose', failed: t('import.unread') })
        return
      }
      if (text !== null) {
        const begun = { id: sync.createId(), source, text, kept: null }
        setState({ step: 'review', begun, where, isBusy: false, failed: null })
        return
      }
      const name = source.kind === 'file' ? source.file.name : t('import.pasted')
      setState({ step: 'busy', name, sent: null })
      const done = await carryOut(source, where, (wish) => importTo(api, target, file, wish))
      if (done?.ok === false) setState({ step: 'choose', failed: sentence(done.error) })
    },
    take: async (blocks) => {
      if (state.step !== 'review' || state.isBusy) return false
      const { begun, where } = state
      setState({ ...state, isBusy: true, failed: null })
      const done = await carryOut(begun.source, where, (wish) => importReviewed(api, target, blocks, wish))
      if (done?.ok === false) setState({ ...state, isBusy: false, failed: sentence(done.error) })
      return done?.ok === true
    },
    putAt: (where) => {
      setState((now) => (now.step === 'review' ? { ...now, where } : now))
    },
    stop: useCallback(() => {
      stopping.current?.abort()
      setState({ step: 'choose', failed: null })
    }, []),
    backToChoice: useCallback(() => {
      setState({ step: 'choose', failed: null })
    }, []),
  }
}
