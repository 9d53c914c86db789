import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, sourceFiles } from '../support/source-files.ts'

/** The folder of ours that an import leads to, or the package. */
const target = (from: string, imported: string): string => {
  if (imported.startsWith('#core/')) return `editor/core/${imported.slice('#core/'.length)}`
  if (imported.startsWith('.')) return posix.join(posix.dirname(from), imported)
  return imported
}

/** Inside core, earlier never imports later. */
const CORE_ORDER = [
  ['util'],
  ['text'],
  ['schema'],
  ['anchors'],
  ['suggestions', 'comments', 'locks', 'final'],
  ['history'],
  ['access'],
  ['shared-doc'],
  ['protocol'],
]

const coreRank = (path: string): number => {
  const folder = path.split('/')[2] ?? ''
  return CORE_ORDER.findIndex((level) => level.includes(folder))
}

const OURS: Readonly<Record<string, readonly string[]>> = {
  'editor/core': ['editor/core'],
  'editor/extensions': ['editor/core', 'editor/extensions'],
  'editor/sync': ['editor/core', 'editor/sync'],
  'editor/service-worker': ['editor/service-worker'],
  'editor/ui': ['editor/core', 'editor/extensions', 'editor/sync', 'editor/ui'],
  'sync-server/room': ['editor/core', 'sync-server/room'],
}

const PACKAGES: Readonly<Record<string, RegExp>> = {
  'editor/core': /^(prosemirror-model|prosemirror-transform|yjs|lib0\/.*)$/,
  'editor/extensions': /^(@tiptap\/(core|pm\/.*|y-tiptap)|prosemirror-.*|yjs|y-protocols\/awareness)$/,
  'editor/service-worker': /^$/,
  'editor/sync': /^(yjs|y-protocols\/.*|y-websocket|idb|lib0\/.*)$/,
  'sync-server/room': /^(yjs|y-protocols\/.*|lib0\/.*)$/,
}

const edges = (folder: string) =>
  sourceFiles(folder).flatMap((from) =>
    importsOf(from).map((imported) => ({ from, to: target(from, imported) })),
  )

describe('layers', () => {
  it('point one way between our folders', () => {
    const wrong = Object.entries(OURS).flatMap(([folder, allowed]) =>
      edges(folder).filter(
        ({ to }) =>
          /^(editor|sync-server|tests)\//.test(to) && !allowed.some((prefix) => to.startsWith(`${prefix}/`)),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('let the server see the editor only through core', () => {
    const wrong = edges('sync-server').filter(
      ({ to }) => to.startsWith('editor/') && !to.startsWith('editor/core/'),
    )
    expect(wrong).toEqual([])
  })

  it('keep the order inside core', () => {
    const wrong = edges('editor/core').filter(
      ({ from, to }) => to.startsWith('editor/core/') && coreRank(to) > coreRank(from),
    )
    expect(wrong).toEqual([])
  })

  it('use only the packages of their layer', () => {
    const wrong = Object.entries(PACKAGES).flatMap(([folder, allowed]) =>
      edges(folder).filter(
        ({ to }) => !/^(editor|sync-server|tests)\//.test(to) && !to.endsWith('.css') && !allowed.test(to),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('keep Yjs out of all of core but shared-doc and protocol', () => {
    const wrong = edges('editor/core').filter(
      ({ from, to }) => /^(yjs|lib0)/.test(to) && !/^editor\/core\/(shared-doc|protocol)\//.test(from),
    )
    expect(wrong).toEqual([])
  })
})
