/** Puts the style sheet of a part that arrives late into the page, once. */
export const addStyle = (css: string): void => {
  if (typeof document !== 'undefined')
    document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
}
