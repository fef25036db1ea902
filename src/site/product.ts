/** The product's name: the only place where it is written for pages, titles, files and the manifest. */
export const PRODUCT = 'Redis Under Glass'

/** The Redis version every reply is held against. */
export const REDIS_VERSION = '7.0.15'

/** Prefix of every key the site keeps in the browser's storage. */
export const STORAGE_PREFIX = 'rug:'
