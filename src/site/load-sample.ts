import { page } from '../lab/components/page-store.ts'

/** Buttons that send a prepared list of commands to the bench. */
export const listenForSamples = (root: HTMLElement): void => {
  for (const button of root.querySelectorAll<HTMLElement>('[data-load]'))
    button.addEventListener('click', () => page.bench.value?.run(JSON.parse(button.dataset.load ?? '[]')))
}
