import type { MarkName } from './marks.ts'

/** A mark from the page's sprite, sized by the text around it; silent to screen readers. */
export const Mark = ({ name, class: extra }: { name: MarkName; class?: string }) => (
  <svg class={extra ? `mark ${extra}` : 'mark'} viewBox="0 0 16 16" aria-hidden="true">
    <use href={`#mark-${name}`} />
  </svg>
)
