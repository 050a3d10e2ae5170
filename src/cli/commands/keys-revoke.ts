import { revokeKey } from '../../graphql/access/keys/administer-keys.js';
import { defineCommand } from '../command-definition.js';

export const keysRevokeCommand = defineCommand({
  name: 'revoke',
  summary: 'end an API key',
  description: 'A running server refuses it within a second.',
  arguments: { id: { description: 'id of the key: `edgewise keys list`' } },
  settings: ['keysFile'],
  isQuiet: true,
  examples: [{ command: 'edgewise keys revoke 3f9a0c61b2d4', shows: 'what was ended' }],
  async run({ arguments: { id }, settings, run, output }) {
    const { name, revokedAt } = await revokeKey(settings.keysFile, id, run.clock.now());
    output.result({ id, name, revokedAt }, () => `The key ${id} (${name}) works no more.`);
  },
});
