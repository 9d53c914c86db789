import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The words in the language that most people read; others are asked for by the page. */
const words = (part: string): string => `ui/messages/ar/${part}.ts`

/** The modules with which a screen begins, by the path of its address. */
const SCREENS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/(?:groups\/[^/]+)?$/, ['ui/home/home-screen.tsx', words('group-words')]],
  [/^\/join$/, ['ui/join/join-screen.tsx', words('group-words')]],
  [/^\/documents\/[^/]+$/, ['ui/document-screen.tsx', words('text-words')]],
  [/^\/read\/[^/]+$/, ['ui/read/read-screen.tsx', words('text-words'), words('group-words')]],
  [/^\/documents\/[^/]+\/history$/, ['ui/history/history-screen.tsx', words('text-words'), words('history')]],
]

const FACES = /\/(?:ibm-plex-sans-arabic|noto-naskh-arabic)-(?:arabic|latin)-400-normal-[^/]*\.woff2$/
/** Only pages about a text are set in it. */
const TEXT_FACE = /\/noto-naskh-arabic-/
const ABOUT_TEXT = /^\/(?:documents|read)\//

/** Smaller ones would only make the header long: they come with those that ask for them. */
const WORTH_NAMING = 4_000

const files = z.array(z.string()).default([])
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: files, dynamicImports: files, css: files, assets: files }),
)
type Manifest = z.infer<typeof Manifest>

/** Vite's manifest by module; null when there is none (tests build no pages). */
const readManifest = (dist: string): Manifest | null => {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')))
  } catch {
    return null
  }
}

/** The entries of the manifest that a module needs, itself among them. */
const neededBy = (manifest: Manifest, modules: readonly string[]): Manifest[string][] => {
  const seen = new Set<string>()
  const add = (module: string): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const imported of manifest[module]?.imports ?? []) add(imported)
  }
  for (const module of modules) add(module)
  return [...seen].flatMap((module) => manifest[module] ?? [])
}

const PAGE = 'index.html'

/**
 * What the browser is told to fetch along with a page, as values of `Link` by the path of the page [UI854]: the scripts
 * of its screen and the faces that it is set in, at once instead of one after the other.
 */
export const screenLinks = (dist: string): ((path: string) => readonly string[]) => {
  const manifest = readManifest(dist)
  if (manifest === null) return () => []
  // The page begins with a script that fetches the shell.
  const page = [PAGE, ...(manifest[PAGE]?.dynamicImports ?? [])]
  const worthNaming = (file: string): boolean =>
    (statSync(join(dist, file), { throwIfNoEntry: false })?.size ?? 0) >= WORTH_NAMING
  const faces = [...new Set(neededBy(manifest, page).flatMap(({ assets }) => assets))].filter((asset) =>
    FACES.test(`/${asset}`),
  )
  // In the page itself.
  const named = new Set(neededBy(manifest, [PAGE]).flatMap(({ css }) => css))
  const links = SCREENS.map(([path, modules]) => {
    const needed = neededBy(manifest, [...page, ...modules])
    const styles = needed.flatMap(({ css }) => css).filter((file) => !named.has(file))
    return {
      path,
      values: [
        ...needed
          .map(({ file }) => file)
          .filter(worthNaming)
          .map((file) => `</${file}>; rel=modulepreload; as=script; crossorigin`),
        ...styles.filter(worthNaming).map((file) => `</${file}>; rel=preload; as=style; crossorigin`),
      ],
    }
  })
  return (path) => [
    ...(links.find((screen) => screen.path.test(path))?.values ?? []),
    ...faces
      .filter((face) => ABOUT_TEXT.test(path) || !TEXT_FACE.test(`/${face}`))
      .map((face) => `</${face}>; rel=preload; as=font; type="font/woff2"; crossorigin`),
  ]
}
