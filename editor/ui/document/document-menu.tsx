import {
  BadgeCheck,
  BookOpen,
  Download,
  EllipsisVertical,
  FileUp,
  GalleryHorizontalEnd,
  History,
  Inbox,
  Keyboard,
  ListTree,
  LockOpen,
  Milestone,
  SpellCheck,
  SquareChevronRight,
  UserPen,
} from 'lucide-react'
import { useRef } from 'react'
import { DOCUMENT_DIGITS, type DocumentDigits } from '#core/schema/numbering.ts'
import { Button } from '../controls/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from '../controls/menu.tsx'
import type { HistoryDoors } from '../history/use-history-doors.ts'
import { IMPORTABLE } from '../home/import-file.ts'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { LANGUAGES, LANGUAGE_NAMES } from '../messages/language.ts'
import { Name } from '../name.tsx'
import type { CheckFor } from '../text-check/use-checking.ts'
import { useAccountActs } from '../shell/account-acts.tsx'
import type { ExportChoice } from './export-choice.ts'

export interface DocumentMenuProps {
  readonly preview: () => void
  /** Null for those who do not follow the text. */
  readonly history: HistoryDoors | null
  readonly download: (choice: ExportChoice) => void
  /** Of the text's own numbers; set null for those who may not change them. */
  readonly digits: DocumentDigits
  readonly setDigits: ((digits: DocumentDigits) => void) | null
  /** May files hold names of authors? */
  readonly mayName: boolean
  /** Asks as which file the text is wanted. */
  readonly showExports: () => void
  /** Null for those who may not write; a text that has words takes no import. */
  readonly importFile: ((file: File) => void) | null
  readonly mayImport: () => boolean
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
  const { preview, history, showExports, importFile, mayImport, showDecisions, showLate, showStage } = props
  const {
    digits,
    setDigits,
    showOutline,
    check,
    showCommands,
    showCertificate,
    finalise,
    leaveFinal,
    showShortcuts,
  } = props
  const account = useAccountActs()
  const input = useRef<HTMLInputElement>(null)
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
        {importFile !== null && (
          <MenuItem
            icon={<FileUp size={16} aria-hidden />}
            disabled={!mayImport()}
            onSelect={() => input.current?.click()}
          >
            {t(mayImport() ? 'document.menu.import' : 'document.menu.importOnlyEmpty')}
          </MenuItem>
        )}
        {setDigits !== null && (
          <MenuChoice
            label={t('document.digits')}
            value={digits}
            options={DOCUMENT_DIGITS.map((one) => ({ value: one, label: t(`document.digits.${one}`) }))}
            onChange={setDigits}
          />
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
      {importFile !== null && (
        <input
          ref={input}
          type="file"
          hidden
          accept={IMPORTABLE.map((ending) => `.${ending}`).join()}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file !== undefined) importFile(file)
          }}
        />
      )}
    </>
  )
}
