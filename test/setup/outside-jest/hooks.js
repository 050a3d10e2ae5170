/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== '@jest/globals') return nextResolve(specifier, context);
  return { url: new URL('./jest-globals.js', import.meta.url).href, shortCircuit: true };
}
