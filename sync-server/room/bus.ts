/** What one part of the server tells the others. Carries no content: whoever hears it reads again. */
export type ServerEvent =
  | { readonly type: 'seq'; readonly document: string; readonly seq: number }
  | { readonly type: 'access'; readonly group: string; readonly member: string }
  | { readonly type: 'document'; readonly document: string }
  /** Other members have it open than before. */
  | { readonly type: 'here'; readonly document: string }

/** Port: a wake-up between the parts of a server, and later between its nodes. Delivery is best effort and ordered. */
export interface Bus {
  publish(event: ServerEvent): void
  /** The returned function unsubscribes. */
  subscribe(hear: (event: ServerEvent) => void): () => void
}
