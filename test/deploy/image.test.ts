import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SETTING_NAMES, SETTINGS } from '../../src/config/settings-table.js';

const lines = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n');
const instruction = (word: string): string[] =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

describe('The image', () => {
  it('is built in one stage and runs from another, as a user by number that is not root', () => {
    expect(instruction('FROM')).toEqual(['node:20-bookworm-slim AS build', 'node:20-bookworm-slim']);
    expect(instruction('USER')).toEqual(['1000:1000']);
  });

  it('leaves development dependencies behind and copies what the package ships', () => {
    expect(instruction('RUN').join('\n')).toContain('npm prune --omit=dev');
    const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
    const copied = instruction('COPY').join(' ');
    for (const name of files) expect(copied).toContain(`/app/${name}`);
  });

  it('sees of the repository only what it is built from, and all of that', () => {
    const kept = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const name of kept) expect({ name, exists: existsSync(name) }).toEqual({ name, exists: true });
    expect(kept).toEqual(expect.arrayContaining(['src', 'scripts', 'package-lock.json', 'tsconfig.build.json']));
  });

  it('sets only variables that are settings, to values that they accept', () => {
    const variables = new Map<string, (typeof SETTINGS)[keyof typeof SETTINGS]>(
      SETTING_NAMES.map((name) => [SETTINGS[name].variable, SETTINGS[name]]),
    );
    const set = [
      ...instruction('ENV')
        .join(' ')
        .matchAll(/(EDGEWISE_\w+)=(\S+)/g),
    ];
    expect(set.length).toBeGreaterThan(5);
    for (const [, name, value] of set) expect(variables.get(name!)?.type.parse(value)).toBeDefined();
  });
});
