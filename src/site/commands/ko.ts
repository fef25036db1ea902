/** Korean summaries by full name (`get`, `config|get`); a test holds the list to the declarations. */
export const koreanSummaries: Readonly<Record<string, string>> = {}
