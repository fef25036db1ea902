import { device } from '../lab/components/device.ts'
import type { Motion } from '../lab/components/device.ts'
import { isTyping } from '../lab/components/shortcuts.ts'
import { followCourse } from './course-progress.ts'
import { handMemoryToBenches, tellProblems } from './my-progress.ts'
import { listenForSearch } from './search.ts'

/*
 * What every page's frame does: theme, dialogs, keys, the offline word, notices, the service worker.
 */

const THEME_KEY = 'starlight-theme'
const root = document.documentElement

const storedTheme = (): string => {
  try {
    return localStorage.getItem(THEME_KEY) || 'auto'
  } catch {
    return 'auto'
  }
}

const setTheme = (theme: string): void => {
  const light = matchMedia('(prefers-color-scheme: light)').matches
  root.dataset.theme = theme === 'auto' ? (light ? 'light' : 'dark') : theme
  try {
    localStorage.setItem(THEME_KEY, theme === 'auto' ? '' : theme)
  } catch {
    /* storage is off: the choice lasts for this page */
  }
}

const listenForTheme = (): void => {
  document.querySelector('[data-theme-switch]')?.addEventListener('click', () => {
    setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark')
    fillSettings()
  })
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
    if (storedTheme() === 'auto') setTheme('auto')
  })
}

const dialog = (id: string): HTMLDialogElement | null =>
  document.querySelector<HTMLDialogElement>(`dialog#${id}`)

const open = (id: string): void => {
  for (const other of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) other.close()
  dialog(id)?.showModal()
}

const listenForDialogs = (): void => {
  document.addEventListener('click', (event) => {
    const target = event.target as Element
    const opener = target.closest<HTMLElement>('[data-open]')
    if (opener && !(event as MouseEvent).ctrlKey && !(event as MouseEvent).metaKey) {
      event.preventDefault()
      open(opener.dataset.open ?? '')
    } else if (target instanceof HTMLDialogElement) target.close()
    else target.closest('[data-close]')?.closest('dialog')?.close()
    if (target.closest('[data-present]')) document.dispatchEvent(new CustomEvent('bench:present'))
  })
}

const KEYS: Readonly<Record<string, () => void>> = {
  m: () => open('course'),
  '?': () => open('help'),
  '/': () => open('search'),
  p: () => document.querySelector<HTMLElement>('[data-present]')?.click(),
}

const listenForKeys = (): void => {
  document.addEventListener('keydown', (event) => {
    const find = (event.ctrlKey || event.metaKey) && event.key === 'k'
    const single = device.shortcuts.value && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!find && (!single || event.defaultPrevented || isTyping(event.target))) return
    const act = find ? KEYS['/'] : KEYS[event.key.toLowerCase()]
    if (!act) return
    act()
    event.preventDefault()
  })
}

const fillSettings = (): void => {
  const form = document.querySelector<HTMLFormElement>('[data-settings]')
  if (!form) return
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  field('theme').value = storedTheme()
  field('motion').value = device.motion.value
  field('shortcuts').checked = device.shortcuts.value
  field('twin').checked = device.twin.value
}

const listenForSettings = (): void => {
  fillSettings()
  document.querySelector<HTMLFormElement>('[data-settings]')?.addEventListener('change', (event) => {
    const field = event.target as HTMLInputElement
    if (field.name === 'theme') setTheme(field.value)
    if (field.name === 'motion') device.motion.value = field.value as Motion
    if (field.name === 'shortcuts') device.shortcuts.value = field.checked
    if (field.name === 'twin') device.twin.value = field.checked
  })
}

const watchNetwork = (): void => {
  const word = document.querySelector<HTMLElement>('[data-offline]')
  const look = () => word?.toggleAttribute('hidden', navigator.onLine)
  addEventListener('online', look)
  addEventListener('offline', look)
  look()
}

/** After the page is there: Korean slices for English pages, and the copy of the site that works offline. */
const settle = (): void => {
  const fonts = document.querySelector<HTMLMetaElement>('meta[name=korean-fonts]')
  if (fonts)
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: fonts.content }),
    )
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/')
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    void navigator.serviceWorker.register(`${base}sw.js`)
}

const whenIdle = (act: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(act)
  else setTimeout(act, 500)
}

listenForTheme()
listenForDialogs()
listenForKeys()
listenForSettings()
watchNetwork()
followCourse()
handMemoryToBenches()
const search = dialog('search')
if (search) listenForSearch(search)
const notices = document.querySelector<HTMLElement>('#notices')
if (notices?.dataset.words) tellProblems(JSON.parse(notices.dataset.words))
if (document.readyState === 'complete') whenIdle(settle)
else addEventListener('load', () => whenIdle(settle))
