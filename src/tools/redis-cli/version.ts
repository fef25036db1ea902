/** The version whose behaviour this redis-cli copies. */
export const VERSION = '7.0.15'
