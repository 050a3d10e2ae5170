import { duration, list, text, type ValueType } from '../../config/value-types.js';
import { createKey } from '../../graphql/access/keys/administer-keys.js';
import { isScope, type Scope, SCOPES } from '../../graphql/access/client.js';
import { defineCommand } from '../command-definition.js';
import { showSecret } from '../keys/show-secret.js';

const scopeList: ValueType<readonly Scope[]> = {
  accepts: `some of ${SCOPES.join(', ')}, separated by commas`,
  parse(raw) {
    const names = list.parse(raw);
    return names?.every(isScope) === true ? [...new Set(names)] : undefined;
  },
};

export const keysCreateCommand = defineCommand({
  name: 'create',
  summary: 'make an API key and show it once',
  description:
    'A running server knows the key within a second. `read` answers queries, `write` records interactions, `admin` erases ' +
    'users and includes both; `read:self` and `write:self` are bound to one user.',
  arguments: { name: { description: 'what uses it, for people: web-shop, importer …' } },
  options: {
    scopes: {
      flag: '--scopes <names>',
      type: scopeList,
      description: `what it may do: ${SCOPES.join(', ')}; read when absent`,
    },
    subject: { flag: '--subject <user>', type: text, description: 'key of the user that `:self` scopes are bound to' },
    expires: {
      flag: '--expires <time>',
      type: duration,
      description: 'how long it works: 90d, 24h …; for ever when absent',
    },
  },
  settings: ['keysFile'],
  isQuiet: true,
  examples: [
    { command: 'edgewise keys create web-shop --scopes read,write --expires 90d', shows: 'the key, once' },
    {
      command: 'edgewise keys create ann-phone --scopes read:self,write:self --subject ann',
      shows: 'a key for one user',
    },
  ],
  async run({ arguments: { name }, options, settings, run, output }) {
    const created = await createKey(
      settings.keysFile,
      {
        name,
        scopes: options.scopes ?? ['read'],
        ...(options.subject !== undefined && { subject: options.subject }),
        ...(options.expires !== undefined && { expiresIn: options.expires }),
      },
      run.clock.now(),
    );
    showSecret(created, settings.keysFile, output);
  },
});
