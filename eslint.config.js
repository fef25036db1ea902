import js from '@eslint/js'
import astro from 'eslint-plugin-astro'
import jsxA11y from 'eslint-plugin-jsx-a11y-x'
import * as mdx from 'eslint-plugin-mdx'
import ts from 'typescript-eslint'

export default [
  { ignores: ['dist/', '.astro/', '.cache/', 'node_modules/', 'public/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...ts.configs.stylistic,
  ...astro.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // `!` after an index the code has checked: noUncheckedIndexedAccess makes every index optional.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      // A test's program answers through the bench that made it.
      '@typescript-eslint/no-this-alias': 'off',
      // A reply is no fault of the program: CommandError carries no stack.
      'no-throw-literal': 'off',
      // Redis strings are bytes: control characters in patterns are meant.
      'no-control-regex': 'off',
      'no-constant-condition': ['error', { checkLoops: false }],
      '@typescript-eslint/no-empty-function': 'off',
      eqeqeq: 'error',
    },
  },
  {
    // Plain scripts and configuration run on Node and name its globals; TypeScript checks the rest itself.
    files: ['**/*.{ts,tsx,mjs,js,astro,mdx}'],
    rules: { 'no-undef': 'off' },
  },
  { files: ['src/**/*.tsx'], ...jsxA11y.configs.recommended },
  { ...mdx.flat, files: ['content/**/*.mdx'] },
]
