import { Avatar, memberColour } from '../controls/avatar.tsx'
import { Menu, MenuItem } from '../controls/menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import type { Present } from './people.ts'
import { Tip } from './tip.tsx'
import css from './people-bar.module.css'

const SHOWN = 4

export interface PeopleBarProps {
  readonly people: readonly Present[]
  readonly goTo: (person: Present) => void
}

/** Who else is here: a click goes to where they write [UI16]. Empty when nobody is, and takes no room. */
export function PeopleBar({ people, goTo }: PeopleBarProps) {
  const { t, number } = useMessages()
  const rest = people.slice(SHOWN)
  return (
    <ul className={css['people']} aria-label={t('document.people')}>
      {people.slice(0, SHOWN).map((person) => (
        <li key={person.member}>
          <Tip label={person.name}>
            <button
              type="button"
              className={css['person']}
              style={{ outlineColor: memberColour(person.color) }}
              aria-label={t('document.people.goTo', { name: isolated(person.name) })}
              onClick={() => {
                goTo(person)
              }}
            >
              <Avatar name={person.name} color={person.color} />
            </button>
          </Tip>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Menu
            trigger={
              <button
                type="button"
                className={`${css['person'] ?? ''} ${css['more'] ?? ''}`}
                aria-label={t('document.people.more', { count: rest.length })}
              >
                +{number(rest.length)}
              </button>
            }
          >
            {rest.map((person) => (
              <MenuItem
                key={person.member}
                icon={<Avatar name={person.name} color={person.color} />}
                onSelect={() => {
                  goTo(person)
                }}
              >
                <Name>{person.name}</Name>
              </MenuItem>
            ))}
          </Menu>
        </li>
      )}
    </ul>
  )
}
