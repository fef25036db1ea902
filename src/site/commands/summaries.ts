import type { ReferenceEntry } from '../../redis/command/reference.ts'
import type { Language } from '../i18n/index.ts'
import { summariesKo } from '../reference/summaries-ko.ts'

/** What a command does, in one sentence; English stands in the declaration itself. */
export const summaryOf = (entry: ReferenceEntry, language: Language): string =>
  (language === 'ko' ? summariesKo[entry.fullName] : undefined) ?? entry.summary
