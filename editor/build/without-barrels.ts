import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** What stands for an import of `name` from a list: `import <binding> from 'module'`. */
interface Direct {
  readonly module: string
  /** The default of the module, or all of it. */
  readonly takes: 'default' | 'all'
}

type Directs = (name: string) => Direct | null

const PACKAGES = join(import.meta.dirname, '../../node_modules')

const packageFile = (path: string): string => readFileSync(join(PACKAGES, path), 'utf8')

/** Icons by all of their names. */
const lucide = (): Directs => {
  const modules = new Map<string, string>()
  const list = packageFile('lucide-react/dist/esm/lucide-react.mjs')
  for (const [, names = '', path = ''] of list.matchAll(
    /export \{ (default as [^}]+) \} from '\.\/(icons\/[^']+)'/g,
  ))
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g))
      modules.set(name, join(PACKAGES, 'lucide-react/dist/esm', path))
  return (name) => {
    const module = modules.get(name)
    return module === undefined ? null : { module, takes: 'default' }
  }
}

/** Each component is a package of its own. */
const radix = (): Directs => {
  const modules = new Map<string, string>()
  for (const [, name = '', module = ''] of packageFile('radix-ui/dist/index.mjs').matchAll(
    /import \* as (\w+) from "([^"]+)"/g,
  ))
    modules.set(name, module)
  return (name) => {
    const module = modules.get(name)
    return module === undefined ? null : { module, takes: 'all' }
  }
}

const LISTS: ReadonlyMap<string, () => Directs> = new Map([
  ['lucide-react', lucide],
  ['radix-ui', radix],
])

const IMPORT = /import \{([^}]+)\} from ["'](lucide-react|radix-ui)["'];?/g

/**
 * Packages that name all of their parts in one list make whoever imports one part reach them all: the bundler then puts the
 * icons and components of every screen into what every page needs [UI855]. Their parts are imported by themselves instead.
 */
export const withoutBarrels = (): Plugin => {
  const known = new Map<string, Directs>()
  const directs = (list: string): Directs => {
    const found = known.get(list) ?? LISTS.get(list)?.() ?? (() => null)
    known.set(list, found)
    return found
  }
  return {
    name: 'without-barrels',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/editor\/.*\.tsx?$/ },
      handler: (code) => {
        const written = code.replaceAll(IMPORT, (_whole, names: string, list: string) => {
          const lines = names
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '')
            .map((one) => {
              const [name = '', binding = name] = one.split(/\s+as\s+/)
              const direct = directs(list)(name)
              if (direct === null) return `import { ${one} } from '${list}'`
              const taken = direct.takes === 'all' ? `* as ${binding}` : binding
              return `import ${taken} from ${JSON.stringify(direct.module)}`
            })
          return lines.join(';')
        })
        return written === code ? null : { code: written, map: null }
      },
    },
  }
}
