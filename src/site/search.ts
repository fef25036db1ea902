/*
 * Search over the index Pagefind wrote at build time, loaded when the dialog first opens.
 */

interface Found {
  url: string
  excerpt: string
  meta: { title?: string }
  sub_results?: { title: string; url: string; excerpt: string }[]
}

interface Pagefind {
  init(): Promise<void>
  debouncedSearch(query: string): Promise<{ results: { data(): Promise<Found> }[] } | null>
}

const MOST = 12

const load = async (url: string): Promise<Pagefind> => {
  const pagefind = (await import(/* @vite-ignore */ url)) as Pagefind
  await pagefind.init()
  return pagefind
}

/** Pagefind marks hits with <mark>; everything else in an excerpt is text. */
const excerptNodes = (excerpt: string): Node[] =>
  excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
    const hit = /^<mark>(.*)<\/mark>$/.exec(part)
    const text = (hit ? hit[1]! : part).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
    if (!hit) return document.createTextNode(text)
    const mark = document.createElement('mark')
    mark.textContent = text
    return mark
  })

const resultItem = (found: Found): HTMLLIElement => {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = found.url
  const title = document.createElement('b')
  title.textContent = found.meta.title ?? found.url
  const text = document.createElement('span')
  text.append(...excerptNodes(found.sub_results?.[0]?.excerpt ?? found.excerpt))
  link.append(title, text)
  item.append(link)
  return item
}

/** Wires the search dialog; arrow keys walk from the field into the results. */
export const listenForSearch = (dialog: HTMLDialogElement): void => {
  const field = dialog.querySelector('input')!
  const status = dialog.querySelector('p')!
  const list = dialog.querySelector('ol')!
  const words = JSON.parse(dialog.dataset.words ?? '{}') as Record<
    'none' | 'found' | 'failed' | 'dev',
    string
  >
  let engine: Promise<Pagefind> | undefined

  const show = async (): Promise<void> => {
    const query = field.value.trim()
    if (!dialog.dataset.index) return void (status.textContent = words.dev)
    try {
      engine ??= load(dialog.dataset.index)
      const answer = query ? await (await engine).debouncedSearch(query) : { results: [] }
      if (!answer) return
      const found = await Promise.all(answer.results.slice(0, MOST).map((result) => result.data()))
      list.replaceChildren(...found.map(resultItem))
      status.textContent = !query
        ? ''
        : found.length === 0
          ? words.none.replace('{query}', query)
          : words.found.replace('{n}', String(answer.results.length))
    } catch {
      engine = undefined
      status.textContent = words.failed
    }
  }

  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const stops = [field, ...list.querySelectorAll('a')]
    const at = stops.indexOf(document.activeElement as HTMLInputElement)
    stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
    event.preventDefault()
  }

  field.addEventListener('input', () => void show())
  dialog.addEventListener('keydown', walk)
  dialog.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault()
    list.querySelector('a')?.click()
  })
}
