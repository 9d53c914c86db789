import type { Catalogue } from './catalogue.ts'
import { document } from './fr/document.ts'
import { shell } from './fr/shell.ts'

export const french: Catalogue = { ...shell, ...document }
