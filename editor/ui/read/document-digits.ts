import { createContext } from 'react'
import type { DocumentDigits } from '#core/schema/numbering.ts'

/** The digits in which the numbers of the text that is shown are written [UI920]. */
export const ShownDigits = createContext<DocumentDigits>('latn')
