import type { Plugin } from 'vite'

const LAZY = /node_modules\/(@xterm|monaco-editor)\//

/**
 * The terminal's and the editor's own CSS arrives with their code: a production build would otherwise link it from
 * pages that may never open them, or lose it. Their `.css` imports become a <style> appended when the code runs.
 */
export const lazyCss = (): Plugin => ({
  name: 'lazy-css',
  enforce: 'pre',
  transform(code, id) {
    if (!LAZY.test(id) || !/\.m?js($|\?)/.test(id)) return null
    let count = 0
    const replaced = code.replace(/import\s*['"]([^'"]+\.css)['"];?/g, (_, file: string) => {
      const name = `lazyCss${count++}`
      return [
        `import ${name} from '${file}?inline';`,
        `if (typeof document !== 'undefined')`,
        `  document.head.append(Object.assign(document.createElement('style'), { textContent: ${name} }));`,
      ].join('\n')
    })
    return count > 0 ? { code: replaced, map: null } : null
  },
})
