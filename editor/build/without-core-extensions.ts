import type { Plugin } from 'vite'
import { CORE_EXTENSIONS } from '../extensions/core-extensions.ts'

/** Tiptap's own extensions as its editor lists them, each with its name or with a call that configures it. */
const LIST = /enableCoreExtensions \? \[([\s\S]*?)\]\.filter\(/

/** One of the list: a name, or a name with `.configure({ … })`. */
const ONE = /\b([A-Z]\w*)(?:\.configure\(\{[\s\S]*?\}\))?,?\s*(?=[A-Z]\w*[,.\s]|$)/g

const OFF = new Set(
  Object.entries(CORE_EXTENSIONS).flatMap(([name, on]) =>
    on ? [] : [name.slice(0, 1).toUpperCase() + name.slice(1)],
  ),
)

/**
 * Tiptap brings its own extensions into every editor, and with them some sixty commands; our editors switch most of them off
 * when they are made, which no bundler can know. Here they are left out of the list, and so of the page [UI855].
 */
export const withoutCoreExtensions: Plugin = {
  name: 'without-core-extensions',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
  transform: {
    filter: { id: /\/node_modules\/@tiptap\/core\/dist\/index\.js$/ },
    handler(code) {
      const list = LIST.exec(code)?.[1]
      if (list === undefined) this.error('the editor of Tiptap lists its extensions in another way now')
      const all = [...list.trim().matchAll(ONE)]
      const known = new Set(all.map(([, name = '']) => name))
      for (const name of OFF) if (!known.has(name)) this.error(`Tiptap has no extension ${name} now`)
      const kept = all.filter(([, name = '']) => !OFF.has(name)).map(([whole]) => whole)
      const shorter = code
        .replace(list, kept.join(''))
        // Made and used by nobody, they would be kept: making one could do something, for all that is known.
        .replaceAll('= Extension.create(', '= /* @__PURE__ */ Extension.create(')
      return { code: shorter, map: null }
    },
  },
}
