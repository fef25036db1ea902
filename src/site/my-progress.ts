import { page } from '../lab/components/page-store.ts'
import { PRODUCT } from './product.ts'
import { openProgress } from './progress.ts'
import type { Problem } from './progress.ts'

/*
 * The one progress of this page, and how its problems are told: a notice at the bottom that stays until it is
 * dismissed, with a download of what was set aside.
 */

interface NoticeWords {
  corrupt: string
  newer: string
  full: string
  denied: string
  download: string
  dismiss: string
}

const waiting: Problem[] = []
let words: NoticeWords | undefined

const storage = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

/** Hands the learner a file. */
export const download = (name: string, text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const fileName = (what: string): string =>
  `${PRODUCT.toLowerCase().replaceAll(' ', '-')}-${what}-${new Date().toISOString().slice(0, 10)}.json`

const button = (label: string, act: () => void): HTMLButtonElement => {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'btn s'
  element.textContent = label
  element.addEventListener('click', act)
  return element
}

const show = (problem: Problem, say: NoticeWords): void => {
  const host = document.querySelector('#notices')
  if (!host || host.querySelector(`[data-problem="${problem.kind}"]`)) return
  const notice = document.createElement('p')
  notice.dataset.problem = problem.kind
  notice.append(say[problem.kind], ' ')
  if ('raw' in problem)
    notice.append(
      button(say.download, () => download(fileName('set-aside'), JSON.stringify(progress.aside(), null, 1))),
    )
  notice.append(button(say.dismiss, () => notice.remove()))
  host.append(notice)
}

const report = (problem: Problem): void => {
  if (words) show(problem, words)
  else waiting.push(problem)
}

export const progress = openProgress({ storage: storage(), now: () => Date.now(), report, events: window })

/** Benches keep their recordings in the learner's progress. */
export const handMemoryToBenches = (): void => {
  page.memory.value = {
    load: (id) => progress.bench(id),
    save: (id, text) => progress.saveBench(id, text),
    setAside: (id, why) => progress.setBenchAside(id, why),
  }
}

/** From now on problems are told in these words; those that came before are told at once. */
export const tellProblems = (say: NoticeWords): void => {
  words = say
  for (const problem of waiting.splice(0)) show(problem, say)
}
