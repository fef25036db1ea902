/*
 * The site's marks: one 16 px grid, strokes of 1.6 to 1.8, square joins, currentColor. They stand in prose, on
 * the timeline and in scenes alike, so that a word and the thing it names carry one sign. The page prints them
 * once as an SVG sprite (Sprite.astro); <Mark name="pool" /> refers to it.
 */

const line = 'fill="none" stroke="currentColor" stroke-width="1.7"'
const thick = 'fill="none" stroke="currentColor" stroke-width="2"'
const cell = `<rect x="2" y="2" width="12" height="12" rx="2.8" ${line}/>`
const dashedCell = `<rect x="2" y="2" width="12" height="12" rx="2.8" ${line} stroke-dasharray="2.9 2.1"/>`
const sheet = `<path d="M3.5 1.8h6l3 3v9.4h-9z" ${line}/><path d="M9.3 2v3.2h3" ${line}/>`
const plate = 'x="1.6" y="2.6" width="12.8" height="10.8" rx="3.2"'
const knockout = 'fill="none" stroke="var(--pane)" stroke-width="1.7"'
const letterP = 'M6.2 11V5.2h2.5a1.8 1.8 0 0 1 0 3.6H6.4'

export const marks = {
  sample: `${cell}<rect x="5" y="5" width="6" height="6" rx="1.2" fill="var(--kept-2)"/>`,
  pool: `<path d="M2 3h4.500M2 6.400h7M2 9.800h9.500M2 13.200h12" ${thick}/>`,
  victim: `${dashedCell}<path d="M5.2 5.200l5.6 5.600M10.8 5.200l-5.6 5.6" ${line}/>`,
  expired: `<path d="M3 3h10v3.500c0 3.6-2.6 6-5 6s-5-2.4-5-6z" ${line}/><path d="M8 12.500v2" ${line}/>`,
  hit: '<circle cx="8" cy="8" r="5" fill="currentColor"/>',
  miss: '<circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" stroke-width="2.1"/>',
  primary: `<rect ${plate} fill="currentColor"/><path d="${letterP}" ${knockout}/>`,
  replica: `<rect ${plate} ${line}/><path d="M6.2 11V5.200h2.300a1.6 1.6 0 0 1 0 3.200H6.400M8.2 8.400l2.1 2.6" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  sentinel: `<path d="M8 1.500l5.6 3.250v6.500L8 14.500l-5.6-3.250v-6.500z" ${line}/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
  sdown: `<circle cx="8" cy="8" r="6.2" ${line} stroke-dasharray="2.8 2.070"/><path d="M6.2 6.600a1.850 1.850 0 1 1 2.7 1.600c-.7.4-.9.7-.9 1.300M8 10.900v1.5" ${line}/>`,
  odown: `<path d="M8 .9L15.1 8 8 15.1.9 8z" fill="currentColor"/><path d="M5.9 5.900l4.2 4.200M10.1 5.900l-4.2 4.2" ${knockout}/>`,
  crown: '<path d="M1.8 4.200l3.5 3L8 2.600l2.7 4.6 3.5-3-1.3 8.900H3.100z" fill="currentColor"/>',
  vote: `<path d="M2 9.500h12v4.300H2z" ${line}/><path d="M4.5 9.500V2.200h7v7.3" ${line}/><path d="M6.2 5.700l1.3 1.3 2.3-2.5" ${line}/>`,
  switch: `<path d="M2 5h11M10 2l3 3-3 3" ${line}/><path d="M14 11H3M6 8.500L3 11l3 3" ${line}/>`,
  file: sheet,
  page: `<rect x="2.5" y="2.5" width="11" height="11" ${line}/><path d="M2.5 8h11M8 2.500v11" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  copied: `<rect x="2.5" y="2.5" width="11" height="11" ${line}/><path d="M8 5v6M5 8h6" ${thick}/>`,
  fork: `<path d="M4 12.200V3.800M4 10c0-3.2 7.2-2 7.2-5" ${line}/><circle cx="4" cy="13" r="1.9" fill="currentColor"/><circle cx="4" cy="3" r="1.9" fill="currentColor"/><circle cx="11.2" cy="3.4" r="1.7" fill="var(--pane)" stroke="currentColor" stroke-width="1.6"/>`,
  bolt: '<path d="M9.8.9L3.3 9.100h3.900l-1 6 6.5-8.300H8.600z" fill="currentColor"/>',
  kill: `<circle cx="8" cy="8" r="6.2" ${line}/><path d="M5.6 5.600l4.8 4.800M10.4 5.600l-4.8 4.8" ${line}/>`,
  cut: `<path d="M1.5 8h4M10.5 8h4" ${line}/><path d="M6 5l4 6M10 5l-4 6" ${line}/>`,
  command: `<path d="M2.8 3.800L7 8l-4.2 4.200M8.3 12.500h5" ${thick}/>`,
  flag: '<path d="M3 1.500h1.900v13H3z" fill="currentColor"/><path d="M4.9 2.200h8.600l-2 3.1 2 3.100H4.900z" fill="currentColor"/>',
  diamond: '<path d="M8 1.600L14.4 8 8 14.4 1.6 8z" fill="currentColor"/>',
  'diamond-open': `<path d="M8 2.500L13.5 8 8 13.5 2.5 8z" ${line}/>`,
  note: `<circle cx="8" cy="8" r="6.2" ${line}/><path d="M8 7.200v4.400M8 4.300V6" ${line}/>`,
  key: `<circle cx="5" cy="8" r="3.2" ${line}/><path d="M8.2 8h6.300M11.5 8v3M14 8v2.2" ${line}/>`,
  clock: `<circle cx="8" cy="8" r="6.2" ${line}/><path d="M8 4.200V8l2.8 1.8" ${line}/>`,
  play: '<path d="M4.8 2.700v10.600L13.2 8z" fill="currentColor"/>',
  pause: '<path d="M4 3h3v10H4zM9 3h3v10H9z" fill="currentColor"/>',
  step: '<path d="M2.8 3.200v9.600L9.6 8zM11 3.200h2v9.600h-2z" fill="currentColor"/>',
  'step-back': '<path d="M13.2 3.200v9.600L6.4 8zM3 3.200h2v9.600H3z" fill="currentColor"/>',
  reset: `<path d="M3.3 8.300a4.8 4.8 0 1 0 1.5-3.8" ${line}/><path d="M2.7 1.900l.6 3.9 3.9-.7" ${line}/>`,
  link: `<path d="M6.3 9.700l3.4-3.4" ${line}/><path d="M7.2 4.600l1.4-1.400a2.970 2.970 0 0 1 4.2 4.200l-1.4 1.400M8.8 11.400l-1.4 1.400a2.970 2.970 0 0 1-4.2-4.200l1.4-1.4" ${line}/>`,
  down: `<path d="M3.8 6L8 10.2 12.2 6" fill="none" stroke="currentColor" stroke-width="1.9"/>`,
  next: `<path d="M2.5 8h10.500M9 3.800L13.2 8 9 12.2" ${line}/>`,
  back: `<path d="M13.5 8H3M7 3.800L2.8 8 7 12.2" ${line}/>`,
  menu: `<path d="M2 4h12M2 8h12M2 12h12" ${line}/>`,
  theme: `<circle cx="8" cy="8" r="5.7" ${line}/><path d="M8 2.300a5.7 5.7 0 0 1 0 11.400z" fill="currentColor"/>`,
  present: `<path d="M1.8 2.800h12.400v8H1.800z" ${line}/><path d="M8 10.800v3.400M5 14.200h6" ${line}/>`,
  search: `<circle cx="7" cy="7" r="4.6" ${line}/><path d="M10.5 10.500l4 4" ${thick}/>`,
  close: `<path d="M3.5 3.500l9 9M12.5 3.500l-9 9" ${line}/>`,
  check: '<path d="M3.2 8.300l3.3 3.3 6.4-7" fill="none" stroke="currentColor" stroke-width="2.1"/>',
  box: '<rect x="1.8" y="1.8" width="12.4" height="12.4" rx="3" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  done: `<rect x="1" y="1" width="14" height="14" rx="3.6" fill="currentColor"/><path d="M4.4 8.200l2.6 2.6 4.7-5.2" fill="none" stroke="var(--on-you)" stroke-width="2"/>`,
  settings: `<path d="M2 4.500h7M12.5 4.500H14M2 11.500h1.500M7 11.500h7" ${line}/><circle cx="10.7" cy="4.5" r="1.8" ${line}/><circle cx="5.2" cy="11.5" r="1.8" ${line}/>`,
  help: `<circle cx="8" cy="8" r="6.2" ${line}/><path d="M6.2 6.500a1.850 1.850 0 1 1 2.7 1.600c-.7.4-.9.7-.9 1.300M8 10.800v1.5" ${line}/>`,
} as const satisfies Record<string, string>

export type MarkName = keyof typeof marks
