import type { Role } from '#core/access/roles.ts'
import type { ApiDocument, ApiGroup, ApiJoined, ApiMember, ApiNewInvitation } from '#core/protocol/api.ts'

/** What a call may say beside method, path and JSON body. */
export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes or text sent as they are, instead of JSON. */
  readonly raw?: Uint8Array<ArrayBuffer> | string
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One device: calls with its own cookie, as a page of the server would make them. */
export class Device {
  readonly url: string
  /** `name=value`, to send as `Cookie`; empty before joining. */
  cookie: string

  constructor(url: string, cookie = '') {
    this.url = url
    this.cookie = cookie
  }

  /** The answer as it comes. A cookie that is set or deleted is kept like in a browser. */
  async call(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<Response> {
    const hasJson = body !== undefined && options.raw === undefined
    const content = hasJson ? JSON.stringify(body) : options.raw
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(method === 'GET' ? {} : { origin: this.url }),
        ...(hasJson ? { 'content-type': 'application/json' } : {}),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...options.headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
    const [pair] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    if (pair !== undefined) this.cookie = pair.endsWith('=') ? '' : pair
    return response
  }

  /** The JSON of a call that must succeed; fails the test with the server's own words otherwise. */
  async expect<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text === '' ? 'null' : text) as T // decode boundary: our own server, typed by core
  }
}

/** Somebody who has joined. */
export class Person extends Device {
  readonly member: ApiMember
  readonly group: ApiGroup

  constructor(device: Device, joined: ApiJoined) {
    super(device.url, device.cookie)
    this.member = joined.member
    this.group = joined.group
  }

  newDocument(title = 'نصّ', template?: string): Promise<ApiDocument> {
    return this.expect('POST', `/api/groups/${this.group.id}/documents`, { title, template })
  }

  invite(role: Role, wish: Readonly<Record<string, unknown>> = {}): Promise<ApiNewInvitation> {
    return this.expect('POST', `/api/groups/${this.group.id}/invitations`, { role, ...wish })
  }
}

/** Joins by a token under a name, on a device of its own; fails unless the server at `url` lets them in. */
export const joinBy = async (url: string, token: string, name: string): Promise<Person> => {
  const device = new Device(url)
  return new Person(device, await device.expect<ApiJoined>('POST', '/api/join', { token, name }))
}
