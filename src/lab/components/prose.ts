import { page } from './page-store.ts'

/*
 * The prose talks to the bench: a click or Enter on a command of a Run block sends it, Ctrl or Cmd click on a
 * command within a sentence types it at the prompt, and hover or focus on a marked word lights the thing it names
 * in the scene. Everything is readable without this script.
 */

/** A `$` command is for the shell. */
const placeOf = (line: HTMLElement): 'cli' | 'shell' => (line.dataset.at === 'shell' ? 'shell' : 'cli')

const send = (line: HTMLElement): void => {
  const bench = page.bench.value
  if (!bench) return
  bench.run([line.dataset.command ?? ''], placeOf(line))
  line.classList.add('sent')
}

/** Sends a whole block: neighbours for one place together. */
const sendAll = (block: Element): void => {
  let waiting: string[] = []
  const lines = [...block.querySelectorAll<HTMLElement>('[data-command]')]
  lines.forEach((line, i) => {
    waiting.push(line.dataset.command ?? '')
    const next = lines[i + 1]
    if (next !== undefined && placeOf(next) === placeOf(line)) return
    page.bench.value?.run(waiting, placeOf(line))
    waiting = []
  })
}

const click = (event: MouseEvent): void => {
  const target = event.target as Element
  const line = target.closest<HTMLElement>('.run [data-command]')
  const all = target.closest('.run [data-run-all]')
  const block = target.closest('.run')
  if (all && block) sendAll(block)
  else if (line && !getSelection()?.toString()) send(line)
  else if ((event.ctrlKey || event.metaKey) && target.matches('.lesson-prose :not(pre) > code')) {
    page.bench.value?.typeInto(0, target.textContent ?? '', false)
    event.preventDefault()
  }
}

const press = (event: KeyboardEvent): void => {
  const line = (event.target as Element).closest<HTMLElement>('.run [data-command]')
  if (!line || (event.key !== 'Enter' && event.key !== ' ')) return
  send(line)
  event.preventDefault()
}

const light = (event: Event): void => {
  const word = (event.target as Element).closest<HTMLElement>('[data-lit]')
  page.lit.value =
    word && event.type !== 'mouseout' && event.type !== 'focusout' ? (word.dataset.lit ?? '') : ''
}

/** Makes the page's commands and marked words act; called once per page. */
export const enliven = (root: HTMLElement): void => {
  for (const line of root.querySelectorAll<HTMLElement>('.run [data-command]')) {
    line.tabIndex = 0
    line.setAttribute('role', 'button')
  }
  root.addEventListener('click', click)
  root.addEventListener('keydown', press)
  for (const kind of ['mouseover', 'mouseout', 'focusin', 'focusout']) root.addEventListener(kind, light)
}
