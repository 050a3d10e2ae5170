/** Words of node before a TypeScript file. */
export const TYPESCRIPT = ['--import', './scripts/typescript.mjs'] as const;
