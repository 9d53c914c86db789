import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isPlace } from '../../../sync-server/room/encoded-place.ts'
import { seededRandom } from '../../support/seeded-random.ts'

const encoded = (position: Y.RelativePosition): string =>
  Buffer.from(Y.encodeRelativePosition(position)).toString('base64')

const text = new Y.Doc().getText('content')
text.insert(0, 'words')

describe('a place in base64', () => {
  it('[THR11] is a relative position on the text, whatever it points at', () => {
    for (const at of [0, 2, 5])
      for (const assoc of [-1, 0])
        expect(isPlace(encoded(Y.createRelativePositionFromTypeIndex(text, at, assoc)))).toBe(true)
    expect(isPlace(encoded(new Y.RelativePosition(null, null, Y.createID(2 ** 32 - 1, 2 ** 40), -1)))).toBe(
      true,
    )
  })

  it('[THR11] is nothing else: another root or type, bytes behind it, other base64, text', () => {
    const good = encoded(Y.createRelativePositionFromTypeIndex(text, 2, 0))
    const bytes = Buffer.from(good, 'base64')
    for (const bad of [
      encoded(new Y.RelativePosition(null, 'other', null, 0)),
      encoded(new Y.RelativePosition(null, '__proto__', null, 0)),
      encoded(new Y.RelativePosition(Y.createID(1, 1), null, null, 0)),
      encoded(new Y.RelativePosition(null, 'content', null, 7)),
      Buffer.concat([bytes, Buffer.from([0])]).toString('base64'),
      bytes.subarray(0, 1).toString('base64'),
      Buffer.from([1, 255, 255, 255, 255, 15, 99]).toString('base64'),
      Buffer.from([9, 0, 0]).toString('base64'),
      `${good}\n`,
      ` ${good}`,
      good.replaceAll('=', ''),
      'AAAA'.repeat(100),
      '',
      'not base64!',
      '____',
    ])
      expect([bad, isPlace(bad)]).toEqual([bad, good === bad])
  })

  it('[THR11] random bytes never throw', () => {
    const draw = seededRandom(5)
    for (let round = 0; round < 5_000; round++) {
      const bytes = Buffer.from(Array.from({ length: draw.below(24) }, () => draw.below(256)))
      expect(typeof isPlace(bytes.toString('base64'))).toBe('boolean')
    }
  })
})
