import { effect } from '@preact/signals'
import { page, setPrediction } from '../lab/components/page-store.ts'
import { progress } from './my-progress.ts'

/*
 * A lesson page and the learner's progress: what was read, predicted and solved is remembered, the spine's marks
 * fill, and locked predictions come back after a reload.
 */

const ids = (root: HTMLElement, selector: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].map((element) => element.dataset.id ?? '')

const remember = (path: string, root: HTMLElement): void => {
  const exercises = ids(root, '.card.exercise')
  effect(() => {
    const finished = [...page.exercises.value.values()]
      .filter((state) => state.goals.length > 0 && state.goals.every((goal) => goal.met))
      .map((state) => state.exerciseId)
    if (finished.length === 0) return
    const before = progress.lesson(path)
    const all = new Set([...before.exercises, ...finished])
    if (all.size > before.exercises.length)
      progress.update(path, { exercises: finished, done: exercises.every((id) => all.has(id)) })
  })
  effect(() => {
    const predictions = Object.fromEntries(page.predictions.value)
    const before = progress.lesson(path).predictions
    if (JSON.stringify({ ...before, ...predictions }) !== JSON.stringify(before))
      progress.update(path, { predictions })
  })
}

const restore = (path: string): void => {
  for (const [id, prediction] of Object.entries(progress.lesson(path).predictions))
    setPrediction(id, prediction)
}

/** A section is read once its end has been on the screen, with the start of the next or the end of the page. */
const watchReading = (path: string, root: HTMLElement): void => {
  const stops = [...root.querySelectorAll<HTMLElement>('[data-stop].read')].map(
    (link) => link.dataset.stop ?? '',
  )
  const all = [...root.querySelectorAll<HTMLElement>('[data-stop]')].map((link) => link.dataset.stop ?? '')
  const endOf = (stop: string): Element | null => {
    const next = all[all.indexOf(stop) + 1]
    return next ? document.getElementById(next) : root.querySelector('.lesson-end')
  }
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      const stop = stops.find((each) => endOf(each) === target)
      if (stop && !progress.lesson(path).read.includes(stop)) progress.update(path, { read: [stop] })
    }
  })
  for (const stop of stops) {
    const end = endOf(stop)
    if (end) watcher.observe(end)
  }
}

const paint = (path: string, root: HTMLElement): void => {
  const { read, exercises, predictions, done } = progress.lesson(path)
  const finished = new Set([...read, ...exercises, ...Object.keys(predictions)])
  for (const link of root.querySelectorAll<HTMLElement>('[data-stop]'))
    link.toggleAttribute('data-done', finished.has(link.dataset.stop ?? ''))
  const button = root.querySelector<HTMLButtonElement>('[data-mark-done]')
  if (!button || !done) return
  button.disabled = true
  button.textContent = button.dataset.doneLabel ?? ''
}

/** Which section is in view, for the spine. */
const watchPlace = (root: HTMLElement): void => {
  const links = [...root.querySelectorAll<HTMLElement>('[data-stop]')]
  const look = () => {
    const middle = innerHeight * 0.4
    const passed = links.filter((link) => {
      const target = document.getElementById(link.dataset.stop ?? '')
      return target !== null && target.getBoundingClientRect().top < middle
    })
    const here = passed[passed.length - 1] ?? links[0]
    for (const link of links) link.toggleAttribute('aria-current', link === here)
  }
  root.addEventListener('scroll', look, { passive: true })
  document.addEventListener('scroll', look, { passive: true })
  look()
}

/** Called once on a lesson page with its prose. */
export const followLesson = (root: HTMLElement): void => {
  const path = root.closest<HTMLElement>('[data-lesson]')?.dataset.lesson ?? ''
  restore(path)
  progress.update(path, {})
  remember(path, root)
  watchReading(path, root)
  watchPlace(root)
  const draw = () => paint(path, root)
  progress.onChange(draw)
  draw()
  root
    .querySelector('[data-mark-done]')
    ?.addEventListener('click', () => progress.update(path, { done: true }))
}
