// Puts the browser builds of React and GraphiQL, with their licenses, beside our page, where sources and tests serve them;
// `npm run build` copies them to dist. They are not imported: nothing of them is loaded by the server.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VENDOR = 'src/graphql/graphiql/assets/vendor';

const FILES = {
  'react.js': 'react/umd/react.production.min.js',
  'react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'graphiql/graphiql.min.js',
  'graphiql.css': 'graphiql/graphiql.min.css',
};
const LICENSES = { 'LICENSE.react': 'react/LICENSE', 'LICENSE.graphiql': 'graphiql/LICENSE' };

/** A reference to a source map that is not shipped would be a request for nothing. */
const SOURCE_MAP = /\n?(\/\/# sourceMappingURL=.*|\/\*# sourceMappingURL=.*\*\/)\s*$/;

mkdirSync(VENDOR, { recursive: true });
for (const [name, path] of Object.entries(FILES)) {
  const text = readFileSync(join('node_modules', path), 'utf8').replace(SOURCE_MAP, '\n');
  writeFileSync(join(VENDOR, name), text);
}
for (const [name, path] of Object.entries(LICENSES)) cpSync(join('node_modules', path), join(VENDOR, name));
