import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { Role } from '#core/access/roles.ts'
import type { ApiAudit, AuditActName } from '#core/protocol/api-audit.ts'
import type { ApiInbox, ApiMailSettings, ApiMailWish, ApiReadThrough } from '#core/protocol/api-inbox.ts'
import type {
  ApiDecide,
  ApiDecided,
  ApiDecisions,
  ApiDocument,
  ApiGroup,
  ApiImported,
  ApiImportedDocument,
  ApiInvitation,
  ApiLate,
  ApiMember,
  ApiNewInvitation,
  ApiReadFile,
  ApiRestored,
  ApiSeen,
  ApiSession,
  ApiText,
  ApiUndoDecision,
  ApiUndone,
} from '#core/protocol/api.ts'
import type { TemplateName } from '#core/protocol/templates.ts'
import type { ApiSince, ApiUnread } from '#core/protocol/api-since.ts'
import { createApiRequest, type ApiRequestOptions } from './api-request.ts'
import type { ApiResult } from './api-result.ts'
import { createHistoryCalls, type HistoryCalls } from './history-calls.ts'
import { createFinalCalls, type FinalCalls } from './final-calls.ts'
import type { ExportedFile } from './exported-file.ts'
import { createJoinCalls, type JoinCalls } from './join-calls.ts'
import type { JoinKey } from './join-key.ts'
import { createLockCalls, type LockCalls } from './lock-calls.ts'
import type { UploadWatch } from './upload.ts'
import { createThreadCalls, type ThreadCalls } from './threads/thread-calls.ts'

export interface NewInvitation {
  readonly role: Role
  readonly uses?: number
  readonly expiresInHours?: number
}

/** Which entries of the audit: each that is left out takes everything. Times are milliseconds since 1970. */
export interface AuditWish {
  readonly before?: number
  readonly limit?: number
  readonly acts?: readonly AuditActName[]
  /** Who did it, or to whom it was done. */
  readonly member?: string
  readonly document?: string
  readonly from?: number
  readonly to?: number
}

/** Every call of docs/API.md that the interface makes. No call throws: what goes wrong is a value. */
export interface ApiClient extends JoinCalls {
  readonly session: () => ApiResult<ApiSession>
  readonly logOut: () => ApiResult<void>
  readonly createDeviceLink: (group: string) => ApiResult<ApiNewInvitation>
  readonly createGroup: (name: string) => ApiResult<ApiGroup>
  readonly members: (group: string) => ApiResult<readonly ApiMember[]>
  readonly changeMember: (
    group: string,
    member: string,
    change: { readonly role?: Role; readonly name?: string },
  ) => ApiResult<ApiMember>
  readonly removeMember: (group: string, member: string) => ApiResult<void>
  readonly invitations: (group: string) => ApiResult<readonly ApiInvitation[]>
  readonly createInvitation: (group: string, invitation: NewInvitation) => ApiResult<ApiNewInvitation>
  readonly revokeInvitation: (group: string, invitation: string) => ApiResult<void>
  readonly documents: (group: string) => ApiResult<readonly ApiDocument[]>
  readonly document: (id: string) => ApiResult<ApiDocument>
  readonly createDocument: (
    group: string,
    document: {
      readonly title: string
      readonly template: TemplateName
      readonly language: DocumentLanguage
    },
  ) => ApiResult<ApiDocument>
  readonly renameDocument: (id: string, title: string) => ApiResult<ApiDocument>
  /** How it is written: what is left out stays. */
  readonly setDocument: (
    id: string,
    to: { readonly digits?: DocumentDigits; readonly language?: DocumentLanguage },
  ) => ApiResult<ApiDocument>
  readonly duplicateDocument: (id: string, title: string) => ApiResult<ApiDocument>
  /** To the trash. */
  readonly trashDocument: (id: string) => ApiResult<void>
  readonly restoreDocument: (id: string) => ApiResult<ApiDocument>
  /** Out of the trash for good: facilitators only. */
  readonly eraseDocument: (id: string) => ApiResult<void>
  /** A file as a document of its own, or none at all. */
  readonly importDocument: (
    group: string,
    title: string,
    file: File,
    watch?: UploadWatch,
  ) => ApiResult<ApiImportedDocument>
  readonly importFile: (
    id: string,
    filename: string,
    content: Blob,
    watch?: UploadWatch,
  ) => ApiResult<ApiImported>
  /** What a file says, put into no document. */
  readonly readFile: (
    id: string,
    filename: string,
    content: Blob,
    watch?: UploadWatch,
  ) => ApiResult<ApiReadFile>
  /** `query` as docs/API.md has it: format, view and what goes with them. */
  readonly exportFile: (id: string, query: string) => ApiResult<ExportedFile>
  readonly text: (id: string) => ApiResult<ApiText>
  /** Accepts, rejects, withdraws. Sent again with the same id it is carried out once. */
  readonly decide: (document: string, command: ApiDecide) => ApiResult<ApiDecided>
  /** Takes a decision back; `built-on` when the text is no longer as it left it. */
  readonly undoDecision: (
    document: string,
    decision: string,
    command: ApiUndoDecision,
  ) => ApiResult<ApiUndone>
  /** A page of decisions, newest first; `after` is the `next` of the page before. */
  readonly decisions: (document: string, after?: number) => ApiResult<ApiDecisions>
  /** What was refused and kept, oldest first: one's own, for facilitators everybody's. */
  /** What others did after the entry `from`, or after one's own mark. */
  readonly since: (document: string, from?: number) => ApiResult<ApiSince>
  /** Moves one's own mark forward; the answer is what stands. */
  readonly markSeen: (document: string, seq: number) => ApiResult<ApiSeen>
  /** Of the texts one has seen before: what is new in them. */
  readonly unread: (group: string) => ApiResult<readonly ApiUnread[]>
  readonly late: (document: string) => ApiResult<ApiLate>
  /** Brings it back as suggestions of its author. */
  readonly restoreLate: (document: string, id: string) => ApiResult<ApiRestored>
  readonly dismissLate: (document: string, id: string, reason: string) => ApiResult<void>
  /** One's own notices, newest first; `before` is the `next` of the page before. */
  readonly inbox: (group: string, before?: number) => ApiResult<ApiInbox>
  /** Everything up to this notice is read. */
  readonly readInbox: (group: string, through: number) => ApiResult<ApiReadThrough>
  readonly mailSettings: (group: string) => ApiResult<ApiMailSettings>
  readonly setMail: (group: string, wish: ApiMailWish) => ApiResult<ApiMailSettings>
  readonly changeGroup: (
    group: string,
    change: { readonly mailMayQuote: boolean } | { readonly filesMayName: boolean },
  ) => ApiResult<ApiGroup>
  /** What was done in a group, newest first: for facilitators. */
  readonly audit: (group: string, wish: AuditWish) => ApiResult<ApiAudit>
  readonly history: HistoryCalls
  readonly final: FinalCalls
  readonly threads: ThreadCalls
  readonly locks: LockCalls
}

export interface ApiClientOptions extends ApiRequestOptions {
  /** By what the server knows this device again whose answer to a join was lost. */
  readonly joinKey: JoinKey
}

export const createApiClient = (options: ApiClientOptions): ApiClient => {
  const { call, callAgain, silent, list, sendFile, file } = createApiRequest(options)
  const group = (id: string): string => `/groups/${encodeURIComponent(id)}`
  const document = (id: string): string => `/documents/${encodeURIComponent(id)}`

  return {
    session: () => call('GET', '/session'),
    ...createJoinCalls((path, body) => callAgain('POST', path, body), options.joinKey),
    logOut: () => silent('DELETE', '/session'),
    createDeviceLink: (id) => call('POST', '/session/device-link', { group: id }),
    createGroup: (name) => call('POST', '/groups', { name }),
    members: (id) => list(`${group(id)}/members`, 'members'),
    changeMember: (id, member, change) =>
      call('PATCH', `${group(id)}/members/${encodeURIComponent(member)}`, change),
    removeMember: (id, member) => silent('DELETE', `${group(id)}/members/${encodeURIComponent(member)}`),
    invitations: (id) => list(`${group(id)}/invitations`, 'invitations'),
    createInvitation: (id, invitation) => call('POST', `${group(id)}/invitations`, invitation),
    revokeInvitation: (id, invitation) =>
      silent('DELETE', `${group(id)}/invitations/${encodeURIComponent(invitation)}`),
    documents: (id) => list(`${group(id)}/documents`, 'documents'),
    document: (id) => call('GET', document(id)),
    createDocument: (id, begun) => call('POST', `${group(id)}/documents`, begun),
    renameDocument: (id, title) => call('PATCH', document(id), { title }),
    setDocument: (id, to) => call('PATCH', document(id), to),
    duplicateDocument: (id, title) => call('POST', `${document(id)}/duplicate`, { title }),
    trashDocument: (id) => silent('DELETE', document(id)),
    restoreDocument: (id) => call('PATCH', document(id), { trashed: false }),
    eraseDocument: (id) => silent('DELETE', `${document(id)}?forever=1`),
    importDocument: (id, title, file, watch = {}) =>
      sendFile(
        `${group(id)}/documents/import?filename=${encodeURIComponent(file.name)}&title=${encodeURIComponent(title)}`,
        file,
        watch,
      ),
    importFile: (id, filename, content, watch = {}) =>
      sendFile(`${document(id)}/import?filename=${encodeURIComponent(filename)}`, content, watch),
    readFile: (id, filename, content, watch = {}) =>
      sendFile(`${document(id)}/read?filename=${encodeURIComponent(filename)}`, content, watch),
    exportFile: (id, query) => file(`${document(id)}/export?${query}`),
    text: (id) => call('GET', `${document(id)}/text`),
    decide: (id, command) => call('POST', `${document(id)}/decisions`, command),
    undoDecision: (id, decision, command) =>
      call('POST', `${document(id)}/decisions/${encodeURIComponent(decision)}/undo`, command),
    decisions: (id, after) =>
      call('GET', `${document(id)}/decisions${after === undefined ? '' : `?after=${after}`}`),
    inbox: (id, before) =>
      call('GET', `${group(id)}/inbox${before === undefined ? '' : `?before=${before}`}`),
    readInbox: (id, through) => call('PUT', `${group(id)}/inbox/read`, { through }),
    mailSettings: (id) => call('GET', `${group(id)}/members/me/mail`),
    setMail: (id, wish) => call('PUT', `${group(id)}/members/me/mail`, wish),
    changeGroup: (id, change) => call('PATCH', group(id), change),
    since: (id, from) => call('GET', `${document(id)}/since${from === undefined ? '' : `?from=${from}`}`),
    markSeen: (id, seq) => call('PUT', `${document(id)}/seen`, { seq }),
    unread: (id) => list(`${group(id)}/unread`, 'unread'),
    late: (id) => call('GET', `${document(id)}/late`),
    restoreLate: (id, late) => call('POST', `${document(id)}/late/${encodeURIComponent(late)}/restore`, {}),
    dismissLate: (id, late, reason) =>
      silent('POST', `${document(id)}/late/${encodeURIComponent(late)}/dismiss`, { reason }),
    audit: (id, { acts, ...wish }) => {
      const asked = Object.entries({ ...wish, act: acts?.join(',') }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      )
      return call('GET', `${group(id)}/audit?${new URLSearchParams(asked).toString()}`)
    },
    history: createHistoryCalls(call),
    final: createFinalCalls(call),
    threads: createThreadCalls(call),
    locks: createLockCalls(call),
  }
}
