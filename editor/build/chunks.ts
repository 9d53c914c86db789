/** What the bundler knows of a module. */
interface ModuleLinks {
  readonly isEntry: boolean
  readonly importers: readonly string[]
  readonly dynamicImporters: readonly string[]
}

type LinksOf = (id: string) => ModuleLinks | null

/**
 * What the page begins with, named by the page's own module: it fetches the rest, again where the network breaks off, and
 * needs nothing of it [UI801].
 */
const START = /\/editor\/(?:index\.html|start\/start\.ts)$/
const PAGE = /\/editor\/main\.tsx$/
const DOCUMENT = /\/editor\/ui\/document-screen\.tsx$/
/** Also fetched by itself, by what keeps texts on the device. */
const ALONE = /\/node_modules\/(?:yjs|lib0)\//

/** Large, and needed by what few open: the review of a file. It would make the others fetch it for an icon. */
const LARGE = /\/node_modules\/(?:prosemirror-model|orderedmap)\/|\/editor\/core\/schema\//

/** Modules from which a file begins and that reach this one by imports that are not put off. */
const beginnings = (id: string, links: LinksOf, seen = new Set<string>()): Set<string> => {
  const found = new Set<string>()
  if (seen.has(id)) return found
  seen.add(id)
  const module = links(id)
  if (module === null) return found
  if (module.isEntry || module.dynamicImporters.length > 0) found.add(id)
  for (const importer of module.importers) for (const one of beginnings(importer, links, seen)) found.add(one)
  return found
}

/** Is this the page itself, or put off by nobody but the document's page and what that puts off? */
const belongsToDocument = (id: string, links: LinksOf, seen = new Set<string>()): boolean => {
  if (DOCUMENT.test(id) || seen.has(id)) return true
  seen.add(id)
  const module = links(id)
  if (module === null || module.isEntry) return false
  return module.dynamicImporters
    .flatMap((importer) => [...beginnings(importer, links)])
    .every((one) => belongsToDocument(one, links, seen))
}

/**
 * In which file a module is put: what every page needs in one, what a text needs to be written in another, what
 * it shares with other screens in a third [UI855]. Left to itself the bundler makes dozens of small files of what several
 * screens share: more requests, and less to pack together.
 */
export const chunkOf = (id: string, links: LinksOf): string | null => {
  if (ALONE.test(id)) return null
  const from = [...beginnings(id, links)]
  if (from.some((one) => START.test(one))) return null
  if (from.some((one) => PAGE.test(one))) return 'shell'
  const written = from.some((one) => DOCUMENT.test(one))
  if (!written) return null
  if (from.every((one) => belongsToDocument(one, links))) return 'document'
  return LARGE.test(id) ? null : 'common'
}
