import { fill } from '../lab/components/strings.ts'
import { download, fileName, progress } from './my-progress.ts'

/*
 * The course map knows where the learner is: squares fill, the row of the lesson visited last is the way on, and
 * a chosen goal dims what does not serve it.
 */

/** The lesson to go on with: the one visited last, or after it is done the next one written. */
const wayOn = (written: readonly string[]): string | undefined => {
  const all = progress.lessons()
  const last = [...all]
    .filter(([path]) => written.includes(path))
    .sort((a, b) => b[1].visited - a[1].visited)[0]
  if (!last) return undefined
  if (!last[1].done) return last[0]
  return written.slice(written.indexOf(last[0])).find((path) => !all.get(path)?.done) ?? last[0]
}

const writtenPaths = (): string[] => {
  const rows = document.querySelectorAll<HTMLElement>('#course [data-row]:not(.planned)')
  return [...rows].map((row) => row.dataset.row ?? '')
}

const count = (name: string, n: number): void => {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-count="${name}"]`))
    element.textContent = fill(element.dataset.template ?? '', { n })
}

const paint = (): void => {
  const written = writtenPaths()
  const all = progress.lessons()
  const here = wayOn(written)
  for (const element of document.querySelectorAll<HTMLElement>('[data-square], [data-row]')) {
    const path = element.dataset.square ?? element.dataset.row ?? ''
    element.classList.toggle('done', all.get(path)?.done === true)
    element.classList.toggle('here', path === here)
  }
  const done = written.filter((path) => all.get(path)?.done).length
  count('done', done)
  count('left', written.length - done)
  const onward = document.querySelector<HTMLAnchorElement>('[data-go-on]')
  if (!onward || !here) return
  const target = document.querySelector<HTMLAnchorElement>(`#course [data-row="${here}"] a`)
  const number = [...document.querySelectorAll<HTMLElement>('#course [data-row]')].findIndex(
    (row) => row.dataset.row === here,
  )
  onward.href = target?.href ?? onward.href
  onward.textContent = fill(onward.dataset.goOn ?? '', { n: number + 1 })
}

const listenForGoal = (): void => {
  const form = document.querySelector<HTMLFormElement>('[data-goal]')
  form?.addEventListener('change', () => {
    const goal = new FormData(form).get('goal')
    for (const row of document.querySelectorAll<HTMLElement>('.course-page [data-row]'))
      row.classList.toggle('dim', goal !== 'all' && !row.dataset.goals?.split(' ').includes(String(goal)))
  })
}

const listenForFiles = (): void => {
  const box = document.querySelector<HTMLElement>('[data-progress-file]')
  const status = box?.querySelector('[role=status]')
  const field = box?.querySelector<HTMLInputElement>('input[type=file]')
  box?.querySelector('[data-export]')?.addEventListener('click', () => {
    download(fileName('progress'), JSON.stringify(progress.exportFile(), null, 1))
  })
  box?.querySelector('[data-import]')?.addEventListener('click', () => field?.click())
  field?.addEventListener('change', async () => {
    const file = field.files?.[0]
    if (!file || !status) return
    try {
      status.textContent = fill(box?.dataset.imported ?? '', { n: progress.importFile(await file.text()) })
    } catch {
      status.textContent = box?.dataset.importFailed ?? ''
    }
    field.value = ''
  })
  box?.querySelector('[data-forget]')?.addEventListener('click', () => {
    if (confirm(box.dataset.forgetSure)) progress.forget()
  })
}

/** Called once on every page: the drawer's map is everywhere. */
export const followCourse = (): void => {
  progress.onChange(paint)
  paint()
  listenForGoal()
  listenForFiles()
}
