/** A sentence whose `backticked` parts are Redis's own words. */
export const Rich = ({ text }: { text: string }) => (
  <>
    {text.split('`').map((part, index) =>
      index % 2 === 1 ? (
        <code key={index} lang="en">
          {part}
        </code>
      ) : (
        part
      ),
    )}
  </>
)
