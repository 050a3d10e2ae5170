import { duration } from '../../config/value-types.js';
import { rotateKey } from '../../graphql/access/keys/administer-keys.js';
import { defineCommand } from '../command-definition.js';
import { showSecret } from '../keys/show-secret.js';

const DAY_MILLISECONDS = 86_400_000;

export const keysRotateCommand = defineCommand({
  name: 'rotate',
  summary: 'make a new API key in place of an old one',
  description: 'Both work during the overlap, so that clients can change over one after another.',
  arguments: { id: { description: 'id of the old key: `edgewise keys list`' } },
  options: {
    overlap: {
      flag: '--overlap <time>',
      type: duration,
      description: 'how long the old key still works: 24h when absent',
    },
  },
  settings: ['keysFile'],
  isQuiet: true,
  examples: [{ command: 'edgewise keys rotate 3f9a0c61b2d4 --overlap 7d', shows: 'the new key, once' }],
  async run({ arguments: { id }, options, settings, run, output }) {
    const overlap = options.overlap ?? DAY_MILLISECONDS;
    showSecret(await rotateKey(settings.keysFile, id, overlap, run.clock.now()), settings.keysFile, output);
  },
});
