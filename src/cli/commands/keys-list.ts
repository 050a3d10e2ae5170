import { type ApiKey, keyState } from '../../graphql/access/keys/api-key.js';
import { readKeys } from '../../graphql/access/keys/key-file.js';
import { defineCommand } from '../command-definition.js';
import { formatTime } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';

export const keysListCommand = defineCommand({
  name: 'list',
  summary: 'list API keys, oldest first; secrets are not among it',
  settings: ['keysFile'],
  isQuiet: true,
  examples: [{ command: 'edgewise keys list', shows: 'names, scopes and which still work' }],
  async run({ settings, run, output }) {
    const keys = await readKeys(settings.keysFile);
    const now = run.clock.now();
    output.result({ keys: keys.map((key) => described(key, now)) }, () => rendered(keys, now));
  },
});

function described(key: ApiKey, now: number): object {
  const { id, name, scopes, subject, createdAt, expiresAt, revokedAt } = key;
  const state = keyState(key, now);
  return { id, prefix: `ew_${id}_`, name, scopes, subject, createdAt, expiresAt, revokedAt, state };
}

function rendered(keys: readonly ApiKey[], now: number): string {
  if (keys.length === 0) return 'There is no key yet: run `edgewise keys create NAME`.';
  return renderTable(
    ['prefix', 'name', 'scopes', 'user', 'made', 'until', 'state'].map((title) => ({ title })),
    keys.map((key) => [
      `ew_${key.id}_`,
      key.name,
      key.scopes.join(','),
      key.subject ?? '',
      formatTime(key.createdAt),
      key.expiresAt === undefined ? '' : formatTime(key.expiresAt),
      keyState(key, now),
    ]),
  );
}
