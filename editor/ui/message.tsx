import { Fragment, type ReactNode } from 'react'
import { useMessages } from './locale-provider.tsx'
import type { MessageKey } from './messages/catalogue.ts'

/** A message with elements in it: `<Message id="members.removed" values={{ name: <Name>{…}</Name> }} />`. */
export function Message({
  id,
  values,
}: {
  readonly id: MessageKey
  readonly values: Readonly<Record<string, ReactNode>>
}) {
  const { parts } = useMessages()
  return (
    <>
      {parts<ReactNode>(id, withoutEmpty(values)).map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </>
  )
}

const withoutEmpty = (values: Readonly<Record<string, ReactNode>>): Record<string, ReactNode> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']))
