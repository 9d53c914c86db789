import { useState, type ComponentType } from 'react'
import { PartMissing } from './part-missing.tsx'
import type { WordsPart } from '../messages/catalogue.ts'
import { partFile, type PartFile } from './part-file.ts'
import { useHeldKeys } from './use-held-keys.ts'
import { usePart } from './use-part.ts'

export interface LaterOptions<Props> {
  /** What it says beside the words of every page: they come with it [UI851]. */
  readonly words?: readonly WordsPart[]
  /** Is it to be seen with these? It is fetched from then on. Without: as soon as it is there. */
  readonly wanted?: (props: Props) => boolean
  /** Closes it, when it cannot be had. Without: it is not asked for again while this part of the page stands. */
  readonly leave?: (props: Props) => void
  /** A hook for the time until it is here. */
  readonly useWait?: (awaited: boolean, isHere: boolean) => void
  /** Does it take the focus, with these? What is typed while it is fetched is for it then [UI857]. */
  readonly takesFocus?: boolean | ((props: Props) => boolean)
  /** Takes back what it was to take the focus for; without, Escape leaves it. */
  readonly takeBack?: (props: Props) => void
}

const noWait = (): void => undefined

/**
 * A part of a screen whose file is fetched when it is first wanted, if it was not by then [UI852]. One that cannot be
 * had says so, and can be tried again or left [UI853]; the screen goes on meanwhile.
 */
export const laterPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  options: LaterOptions<Props> = {},
): ComponentType<Props> => laterPartOf(partFile(load, options.words), options)

/** The same of a file that is asked for elsewhere too, with its words. */
export const laterPartOf = <Props extends object>(
  file: PartFile<ComponentType<Props>>,
  { wanted = () => true, leave, takesFocus = false, takeBack, useWait = noWait }: LaterOptions<Props> = {},
): ComponentType<Props> => {
  const isForFocus = typeof takesFocus === 'function' ? takesFocus : () => takesFocus
  return function LaterPart(props: Props) {
    const isWanted = wanted(props)
    const { part: Part, failed, retry } = usePart(file, isWanted)
    const [isLeft, setLeft] = useState(false)
    const leaveNow = (): void => {
      if (leave === undefined) setLeft(true)
      else leave(props)
    }
    useWait(isWanted && Part === null, Part !== null)
    useHeldKeys(isForFocus(props) && isWanted && Part === null && !failed, Part !== null, () => {
      if (takeBack === undefined) leaveNow()
      else takeBack(props)
    })
    if (Part !== null) return <Part {...props} />
    if (!failed || isLeft) return null
    return <PartMissing retry={retry} leave={leaveNow} />
  }
}

/** A dialog: wanted when it is first opened. */
export const laterDialog = <Props extends { readonly open: boolean; onOpenChange: (open: boolean) => void }>(
  load: () => Promise<ComponentType<Props>>,
  words: readonly WordsPart[] = [],
): ComponentType<Props> =>
  laterPart(load, {
    words,
    takesFocus: true,
    wanted: ({ open }) => open,
    leave: ({ onOpenChange }) => {
      onOpenChange(false)
    },
  })

/** What is there only while it is seen, and leaves by `close`. */
export const laterPanel = <Props extends { readonly close: () => void }>(
  load: () => Promise<ComponentType<Props>>,
  words: readonly WordsPart[] = [],
): ComponentType<Props> =>
  laterPart(load, {
    words,
    takesFocus: true,
    leave: ({ close }) => {
      close()
    },
  })

/** A dialog that is there only while it is open. */
export const laterWhileOpen = <Props extends { readonly onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
  words: readonly WordsPart[] = [],
): ComponentType<Props> =>
  laterPart(load, {
    words,
    takesFocus: true,
    leave: ({ onClose }) => {
      onClose()
    },
  })
