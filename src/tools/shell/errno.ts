/** What the C library says to an errno's name. */
export const errnoText = (errno: string): string => ERRNOS[errno] ?? errno

const ERRNOS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  ENOSPC: 'No space left on device',
  EIO: 'Input/output error',
}
