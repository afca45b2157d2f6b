import type { Language } from '../../settings/settings.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import type { LanguageRules } from './language-rules.ts'
import { spanish } from './spanish.ts'

export const rulesOf: Record<Language, LanguageRules> = { en: english, es: spanish, fr: french }
