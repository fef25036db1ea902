/** Keeps a Korean particle on the line of the word before it (a word joiner, as site/build/particles.ts puts). */
const joined = (text: string, index: number): string =>
  index > 0 && /^[가-힣]/.test(text) ? `\u2060${text}` : text

/** Letters of code that still fit a line of a card on a phone. */
const LONG = 30

/** A sentence whose `backticked` parts are Redis's own words. */
export const Rich = ({ text }: { text: string }) => (
  <>
    {text.split('`').map((part, index) =>
      index % 2 === 1 ? (
        <code key={index} lang="en" class={part.length > LONG ? 'long' : undefined}>
          {part}
        </code>
      ) : (
        joined(part, index)
      ),
    )}
  </>
)
