import * as Y from 'yjs'
import type { ApiTextAnchor } from '#core/protocol/api-threads.ts'

export const QUOTED = { exact: 'كلام', prefix: 'قبله ', suffix: ' بعده' }

const encoded = (text: Y.Text, at: number, assoc: number): string =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at, assoc))).toString(
    'base64',
  )

/** A place in the text from one Yjs index to another. */
export const placeIn = (text: Y.Text, from: number, to: number): ApiTextAnchor => ({
  start: encoded(text, from, 0),
  end: encoded(text, to, -1),
  bid: 'b1',
  quote: QUOTED,
})
