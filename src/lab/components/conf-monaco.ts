import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
// The suggest feature itself brings only the inline kind.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import { directiveNamed, directives } from './conf-model.ts'
import type { Diagnosis, Directive } from './conf-model.ts'
import type { PartStrings } from './part-strings.ts'

/*
 * The editor of redis.conf: Monaco with a language of its own. It is large, so only the first focus fetches it.
 */

const LANGUAGE = 'redis-conf'

const grammar: monaco.languages.IMonarchLanguage = {
  ignoreCase: true,
  names: directives.map(({ name }) => name),
  tokenizer: {
    root: [
      [/^\s*#.*$/, 'comment'],
      [/^\s*[\w.-]+/, { cases: { '@names': 'keyword', '@default': 'type' } }],
      [/"(?:\\.|[^"\\])*"?/, 'string'],
      [/'(?:\\'|[^'])*'?/, 'string'],
      [/\d+(?:kb?|mb?|gb?|%)?(?=\s|$)/, 'number'],
      [/[^\s"']+/, 'value'],
      [/\s+/, ''],
    ],
  },
}

/** What is known of a directive, as Markdown. */
const hoverText = (directive: Directive, t: PartStrings): string => {
  const words = t.conf
  const facts = [
    `${words.default} \`${directive.initial}\``,
    ...(directive.range ? [`${words.range} ${directive.range[0]} – ${directive.range[1]}`] : []),
    ...(directive.choices.length > 0 ? [`${words.choices} ${directive.choices.join(', ')}`] : []),
    ...(directive.since ? [`${words.since} ${directive.since}`] : []),
  ]
  const note = directive.immutable ? [words.immutable] : []
  return [`**${directive.name}**`, directive.about[t.language], facts.join('  \n'), ...note].join('\n\n')
}

const completeNames = (range: monaco.IRange, t: PartStrings): monaco.languages.CompletionItem[] =>
  directives.map((directive) => ({
    // Nothing beside the name: what a row shows has to stand in its name for screen readers, in one piece.
    label: directive.name,
    kind: monaco.languages.CompletionItemKind.Property,
    insertText: `${directive.name} `,
    documentation: { value: hoverText(directive, t) },
    range,
    command: { id: 'editor.action.triggerSuggest', title: '' },
  }))

const completeValues = (directive: Directive, range: monaco.IRange): monaco.languages.CompletionItem[] =>
  [...new Set([...directive.choices, directive.initial])].map((value) => ({
    label: value,
    kind: monaco.languages.CompletionItemKind.Value,
    insertText: value,
    range,
  }))

let registered = false

/** The language is the page's: its words are taken from the first editor. */
const register = (t: PartStrings): void => {
  if (registered) return
  registered = true
  self.MonacoEnvironment = { getWorker: () => new EditorWorker() }
  monaco.languages.register({ id: LANGUAGE })
  monaco.languages.setMonarchTokensProvider(LANGUAGE, grammar)
  monaco.languages.setLanguageConfiguration(LANGUAGE, {
    comments: { lineComment: '#' },
    wordPattern: /[^\s"']+/,
  })
  monaco.languages.registerHoverProvider(LANGUAGE, {
    provideHover: (model, position) => {
      const line = model.getLineContent(position.lineNumber)
      const name = /^\s*([\w.-]+)/.exec(line)?.[1] ?? ''
      const directive = directiveNamed(name)
      return directive ? { contents: [{ value: hoverText(directive, t) }] } : null
    },
  })
  monaco.languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: [' '],
    provideCompletionItems: (model, position) => {
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
      const word = model.getWordUntilPosition(position)
      const range = new monaco.Range(
        position.lineNumber,
        word.startColumn,
        position.lineNumber,
        word.endColumn,
      )
      if (/^\s*[\w.-]*$/.test(before)) return { suggestions: completeNames(range, t) }
      const directive = directiveNamed(/^\s*([\w.-]+)\s/.exec(before)?.[1] ?? '')
      return { suggestions: directive ? completeValues(directive, range) : [] }
    },
  })
}

/** A token of the page as Monaco wants it: `#rrggbb`. */
const tokenColor = (host: HTMLElement, name: string): string => {
  const probe = document.createElement('i')
  probe.style.color = `var(--${name})`
  host.append(probe)
  const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number)
  probe.remove()
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** Follows the page's tokens in either theme. */
const applyTheme = (host: HTMLElement): void => {
  const color = (name: string) => tokenColor(host, name)
  const bare = (name: string) => color(name).slice(1)
  const dark = getComputedStyle(host).colorScheme.includes('dark') && isDark(color('pane'))
  monaco.editor.defineTheme('page', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: bare('ink-2') },
      { token: 'keyword', foreground: bare('ink'), fontStyle: 'bold' },
      { token: 'type', foreground: bare('ink') },
      { token: 'string', foreground: bare('kept-text') },
      { token: 'number', foreground: bare('kept-text') },
      { token: 'value', foreground: bare('kept-text') },
    ],
    colors: {
      'editor.background': color('pane'),
      'editor.foreground': color('ink'),
      'editorLineNumber.foreground': color('ink-3'),
      'editorLineNumber.activeForeground': color('ink'),
      'editorCursor.foreground': color('you'),
      'editor.lineHighlightBorder': color('line'),
      'editorError.foreground': color('lost'),
      'editorWidget.background': color('pane'),
      'editorWidget.border': color('line-2'),
      'editorHoverWidget.background': color('pane'),
      'editorSuggestWidget.selectedBackground': color('you-soft'),
      'editorSuggestWidget.selectedForeground': color('ink'),
      'editorSuggestWidget.foreground': color('ink'),
      'editorSuggestWidget.highlightForeground': color('kept-text'),
      'editorSuggestWidget.focusHighlightForeground': color('kept-text'),
      focusBorder: color('you'),
    },
  })
  monaco.editor.setTheme('page')
}

const isDark = (hex: string): boolean => Number.parseInt(hex.slice(1, 3), 16) < 128

export interface ConfView {
  focus(): void
  /** Puts the caret behind so many UTF-16 units. */
  setCaret(offset: number): void
  setText(text: string): void
  /** What Redis would refuse. */
  setProblems(problems: readonly Diagnosis[]): void
  /** Lines that differ from the file on disk, from 1. */
  setChanged(lines: readonly number[]): void
  dispose(): void
}

/** Puts an editor into an element; `changed` hears every new text. */
export const openEditor = (
  host: HTMLElement,
  text: string,
  t: PartStrings,
  changed: (text: string) => void,
): ConfView => {
  register(t)
  applyTheme(host)
  const editor = monaco.editor.create(host, {
    value: text,
    language: LANGUAGE,
    ariaLabel: t.conf.label,
    automaticLayout: true,
    fontFamily: getComputedStyle(host).fontFamily,
    fontSize: 13.5,
    fontLigatures: false,
    lineHeight: 20,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: false },
    // A value typed to its end needs no completing: Enter then begins a new line.
    acceptSuggestionOnEnter: 'smart',
    tabFocusMode: true,
    fixedOverflowWidgets: true,
    overviewRulerLanes: 0,
    renderLineHighlight: 'line',
    padding: { top: 8, bottom: 8 },
    lineNumbersMinChars: 3,
    glyphMargin: false,
    folding: false,
    links: false,
    contextmenu: false,
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
  })
  const model = editor.getModel()!
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  const marked = editor.createDecorationsCollection()
  const observer = new MutationObserver(() => applyTheme(host))
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  editor.onDidLayoutChange(() => {
    const position = editor.getPosition()
    if (position && editor.hasTextFocus()) editor.revealPosition(position)
  })
  editor.onDidChangeModelContent(() => changed(model.getValue()))
  return {
    focus: () => editor.focus(),
    setCaret: (offset) => {
      const position = model.getPositionAt(offset)
      editor.setPosition(position)
      editor.revealPosition(position)
    },
    setText: (next) => {
      if (next !== model.getValue()) model.setValue(next)
    },
    setProblems: (problems) =>
      monaco.editor.setModelMarkers(
        model,
        LANGUAGE,
        problems.map(({ line, from, to, message }) => ({
          startLineNumber: line,
          endLineNumber: line,
          startColumn: from + 1,
          endColumn: Math.max(from, to) + 1,
          message,
          severity: monaco.MarkerSeverity.Error,
        })),
      ),
    setChanged: (lines) =>
      marked.set(
        lines.map((line) => ({
          range: new monaco.Range(line, 1, line, 1),
          options: { isWholeLine: true, linesDecorationsClassName: 'conf-changed' },
        })),
      ),
    dispose: () => {
      observer.disconnect()
      editor.dispose()
      model.dispose()
    },
  }
}
