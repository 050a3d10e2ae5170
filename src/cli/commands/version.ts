import { defineCommand } from '../command-definition.js';
import { packageVersion } from '../package-version.js';

export const versionCommand = defineCommand({
  name: 'version',
  summary: 'print the versions of Edgewise and Node',
  settings: [],
  examples: [{ command: 'edgewise version --json', shows: 'the same for a script' }],
  async run({ output }) {
    const versions = { edgewise: packageVersion(), node: process.versions.node };
    output.result(versions, () => `edgewise ${versions.edgewise} (Node ${versions.node})`);
  },
});
