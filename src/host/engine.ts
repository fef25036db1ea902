/** Which build of the simulator this is: the site's build writes a hash of the sources a recording depends on. */
declare const __ENGINE__: string | undefined

export const ENGINE: string = typeof __ENGINE__ === 'string' ? __ENGINE__ : 'source'
