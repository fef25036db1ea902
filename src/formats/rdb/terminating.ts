/** The last line of the log of a program that ended in the middle of an object. */
export const TERMINATING = 'Terminating server after rdb file reading failure.'
