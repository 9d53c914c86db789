import {
  BadgeCheck,
  BookOpen,
  Check,
  Download,
  EllipsisVertical,
  FileUp,
  GalleryHorizontalEnd,
  History,
  Inbox,
  Keyboard,
  ListOrdered,
  ListTree,
  LockOpen,
  Maximize2,
  Milestone,
  Printer,
  Settings2,
  SpellCheck,
  SquareChevronRight,
  UserPen,
} from 'lucide-react'
import type { DocumentLanguage } from '#core/text/language.ts'
import { Button } from '../controls/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from '../controls/menu.tsx'
import type { HistoryDoors } from '../history/use-history-doors.ts'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { LANGUAGES, LANGUAGE_NAMES } from '../messages/language.ts'
import { Name } from '../name.tsx'
import type { NumbersChoice } from '../paragraphs/use-numbers.ts'
import type { CheckFor } from '../text-check/use-checking.ts'
import { useAccountActs } from '../shell/account-acts.tsx'
import type { ExportChoice } from './export-choice.ts'

export interface DocumentMenuProps {
  readonly preview: () => void
  /** Null for those who do not follow the text. */
  readonly history: HistoryDoors | null
  readonly download: (choice: ExportChoice) => void
  /** Of the text. */
  readonly language: DocumentLanguage
  /** Asks in which language and digits the text is; null for those who may not say it. */
  readonly showSettings: (() => void) | null
  /** May files hold names of authors? */
  readonly mayName: boolean
  /** Asks as which file the text is wanted. */
  readonly showExports: () => void
  /** Asks for a file or a text; null for those who may neither write nor propose. */
  readonly importText: (() => void) | null
  /** Null for those who see no suggestions. */
  readonly showDecisions: (() => void) | null
  /** Null for those who see the clean text alone. */
  readonly showLate: (() => void) | null
  /** Tells of the stage and of all locks. */
  readonly showStage: () => void
  readonly showOutline: () => void
  /** Opens the check of the text, also to convert its digits; null for those who may not write. */
  readonly check: ((what: CheckFor) => void) | null
  readonly showCommands: () => void
  /** Shows nothing but the text. */
  readonly calm: () => void
  readonly numbers: NumbersChoice
  /** Null while the text is not final. */
  readonly showCertificate: (() => void) | null
  /** Makes the text final; null for those who may not, and while it is. */
  readonly finalise: (() => void) | null
  /** Opens a final text again; null for those who may not, and while it is not. */
  readonly leaveFinal: (() => void) | null
  readonly showShortcuts: () => void
}

/** What is done with the text as a whole, and with one's own account: no other menu is on this page. */
export function DocumentMenu(props: DocumentMenuProps) {
  const { t, language } = useMessages()
  const { setLanguage } = useLanguageSwitch()
  const { preview, history, showExports, importText, showDecisions, showLate, showStage } = props
  const {
    calm,
    numbers,
    showSettings,
    showOutline,
    check,
    showCommands,
    showCertificate,
    finalise,
    leaveFinal,
    showShortcuts,
  } = props
  const account = useAccountActs()
  return (
    <>
      <Menu
        trigger={
          <Button
            kind="plain"
            icon={<EllipsisVertical size={18} aria-hidden />}
            aria-label={t('document.menu')}
          />
        }
      >
        <MenuItem icon={<BookOpen size={16} aria-hidden />} onSelect={preview}>
          {t('document.menu.preview')}
        </MenuItem>
        <MenuItem icon={<ListTree size={16} aria-hidden className="mirrored" />} onSelect={showOutline}>
          {t('outline.menu')}
        </MenuItem>
        <MenuItem icon={<ListOrdered size={16} aria-hidden className="mirrored" />} onSelect={numbers.toggle}>
          {t('document.command.numbers')}
          {numbers.shown && <Check size={16} aria-hidden />}
        </MenuItem>
        <MenuItem icon={<Maximize2 size={16} aria-hidden />} onSelect={calm}>
          {t('document.command.calm')}
        </MenuItem>
        {check !== null && (
          <MenuItem
            icon={<SpellCheck size={16} aria-hidden />}
            onSelect={() => {
              check('look')
            }}
          >
            {t('textCheck.menu')}
          </MenuItem>
        )}
        {history !== null && (
          <>
            <MenuItem icon={<GalleryHorizontalEnd size={16} aria-hidden />} onSelect={history.open}>
              {t('history.menu')}
            </MenuItem>
            <MenuItem icon={<UserPen size={16} aria-hidden />} onSelect={history.whoWrote}>
              {t('history.menu.whoWrote')}
            </MenuItem>
          </>
        )}
        <MenuLine />
        <MenuItem icon={<Milestone size={16} aria-hidden />} onSelect={showStage}>
          {t('stages.menu')}
        </MenuItem>
        {showDecisions !== null && (
          <MenuItem icon={<History size={16} aria-hidden />} onSelect={showDecisions}>
            {t('decisions.menu')}
          </MenuItem>
        )}
        {showLate !== null && (
          <MenuItem icon={<Inbox size={16} aria-hidden />} onSelect={showLate}>
            {t('late.menu')}
          </MenuItem>
        )}
        {finalise !== null && (
          <MenuItem icon={<BadgeCheck size={16} aria-hidden />} onSelect={finalise}>
            {t('final.menu')}
          </MenuItem>
        )}
        {showCertificate !== null && (
          <MenuItem icon={<BadgeCheck size={16} aria-hidden />} onSelect={showCertificate}>
            {t('final.certificate')}
          </MenuItem>
        )}
        {leaveFinal !== null && (
          <MenuItem icon={<LockOpen size={16} aria-hidden />} onSelect={leaveFinal}>
            {t('final.leave.menu')}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={<Download size={16} aria-hidden />} onSelect={showExports}>
          {t('document.menu.exportAs')}
        </MenuItem>
        <MenuItem
          icon={<Printer size={16} aria-hidden />}
          onSelect={() => {
            window.print()
          }}
        >
          {t('document.command.print')}
        </MenuItem>
        {importText !== null && (
          <MenuItem icon={<FileUp size={16} aria-hidden />} onSelect={importText}>
            {t('document.menu.import')}
          </MenuItem>
        )}
        {showSettings !== null && (
          <MenuItem icon={<Settings2 size={16} aria-hidden />} onSelect={showSettings}>
            {t('document.menu.settings')}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem
          icon={<SquareChevronRight size={16} aria-hidden className="mirrored" />}
          onSelect={showCommands}
        >
          {t('document.command.palette')}
        </MenuItem>
        <MenuItem icon={<Keyboard size={16} aria-hidden />} onSelect={showShortcuts}>
          {t('document.menu.shortcuts')}
        </MenuItem>
        <MenuLine />
        <MenuChoice
          label={t('app.language')}
          value={language}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one], lang: one }))}
          onChange={setLanguage}
        />
        {account !== null && (
          <>
            <MenuLine />
            <MenuTitle>
              <Name>{account.name}</Name>
            </MenuTitle>
            {account.items}
          </>
        )}
      </Menu>
      {account?.dialogs}
    </>
  )
}
