/** The version of Redis whose behaviour this is. */
export const REDIS_VERSION = '7.0.15'
/** The same as one number: a byte each for major, minor and patch. */
export const REDIS_VERSION_NUMBER = 0x07000f
