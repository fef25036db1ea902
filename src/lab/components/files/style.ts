import css from './files.css?inline'

/*
 * The look of the Files tab comes with its code: no other page needs it.
 */

if (typeof document !== 'undefined')
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
