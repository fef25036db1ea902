/** What reads the file: the server has the same, for files it can't load. */
export { checkFile } from '../../formats/rdb/check.ts'
