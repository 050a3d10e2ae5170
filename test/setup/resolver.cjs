// Sources import `./x.js` as Node will see them after the build. Under jest `./x.js` is `./x.ts`, unless a real
// `./x.js` is there: worker threads are plain JavaScript because they load without a compiler.

/**
 * @param {string} request
 * @param {{ basedir: string, defaultResolver: (request: string, options: object) => string }} options
 */
module.exports = (request, options) =>
  options.basedir.includes('node_modules')
    ? options.defaultResolver(request, options)
    : options.defaultResolver(request, { ...options, extensionAlias: { '.js': ['.js', '.ts'] } });
