import { isManifestError, loadedFiles, manifestFiles, parseManifest } from '../../../formats/aof/manifest.ts'
import type { FileInfo } from '../../../host/messages.ts'
import { fill } from '../strings.ts'
import type { FilesWords } from './words.ts'

interface Props {
  path: string
  text: string
  files: readonly FileInfo[]
  words: FilesWords
  /** Shows one of the files. */
  open: (path: string) => void
}

/** The list of an append-only directory: which files make up the data, in the order they are loaded. */
export const ManifestTable = ({ path, text, files, words, open }: Props) => {
  const manifest = parseManifest(text)
  const { manifest: t } = words
  if (isManifestError(manifest))
    return (
      <p class="verdict lost">
        <b>{fill(t.error, { line: manifest.number })}</b> <span lang="en">{manifest.error}</span>
      </p>
    )
  const loaded = loadedFiles(manifest)
  const directory = path.slice(0, path.lastIndexOf('/') + 1)
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling panel must take the keyboard
    <div class="file-content" tabIndex={0} role="region" aria-label={path}>
      <table class="manifest">
        <thead>
          <tr>
            <th scope="col">{t.order}</th>
            <th scope="col">{t.file}</th>
            <th scope="col">{t.seq}</th>
            <th scope="col">{t.type}</th>
            <th scope="col">{t.size}</th>
          </tr>
        </thead>
        <tbody>
          {manifestFiles(manifest).map((each) => {
            const file = files.find((info) => info.path === `${directory}${each.name}`)
            const order = loaded.indexOf(each) + 1
            return (
              <tr key={each.name} class={each.type === 'h' ? 'history' : ''}>
                <td class="order">{order > 0 ? order : ''}</td>
                <th scope="row" class="mono" lang="en">
                  {file ? (
                    <button type="button" class="link" onClick={() => open(file.path)}>
                      {each.name}
                    </button>
                  ) : (
                    each.name
                  )}
                </th>
                <td>{each.seq}</td>
                <td>{t.types[each.type]}</td>
                <td class={file ? '' : 'lost'}>{file ? file.size : t.missing}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
