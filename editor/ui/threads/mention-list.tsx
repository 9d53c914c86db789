import type { ApiMember } from '#core/protocol/api.ts'
import { Avatar } from '../controls/avatar.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import css from './comment-field.module.css'

export interface MentionListProps {
  readonly id: string
  readonly members: readonly ApiMember[]
  /** Index of the one that Enter takes. */
  readonly chosen: number
  readonly choose: (member: ApiMember) => void
}

/** Id of an option, for `aria-activedescendant`. */
export const optionId = (list: string, index: number): string => `${list}-${index}`

/** Who may be meant by what is typed behind an `@`. The focus stays in the field. */
export function MentionList({ id, members, chosen, choose }: MentionListProps) {
  const { t } = useMessages()
  return (
    <ul id={id} className={css['mentions']} role="listbox" aria-label={t('threads.mention')}>
      {members.map((member, index) => (
        <li
          key={member.id}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            choose(member)
          }}
        >
          <Avatar name={member.name} color={member.color} />
          <Name>{member.name}</Name>
        </li>
      ))}
    </ul>
  )
}
