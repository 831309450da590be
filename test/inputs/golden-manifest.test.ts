// Two readers of golden manifests: one for the style that Leyline writes, one for all of YAML. What the first takes, it has
// to take for the same as the second.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newManifest, setRow } from '../../src/golden/plan/manifest-text.ts';
import { readAnyManifest, readGoldenManifest } from '../../src/inputs/golden/read-golden-manifest.ts';
import { readPlainRows } from '../../src/inputs/golden/read-plain-rows.ts';

const SHA = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const PLAIN = `# A comment.
fixtures:
  bed:
    message: acme.garden.v1.Bed
    sha256: '${SHA}'
    size: 0
    budget: 12
    allow: [go-order, nan-bits]
    recorded: 2025-01-10
    changed: 2025-02-28
    reason: 'it''s: #1'

  # Another.
  soil:
    message: acme.garden.v1.Soil
`;

describe('a manifest as Leyline writes it', () => {
  it.each([
    ['an example', PLAIN],
    ['v1', readFileSync('contracts/golden/v1/manifest.yaml', 'utf8')],
    ['v2', readFileSync('contracts/golden/v2/manifest.yaml', 'utf8')],
  ])('is read as YAML is: %s', async (_, text) => {
    const source = { path: 'golden/v1/manifest.yaml', text };
    const { value, findings } = await readAnyManifest(source, 'v1');
    expect(findings).toEqual([]);
    expect(readPlainRows(source)).toEqual(value?.rows);
  });

  it.each([
    ['a comment behind a value', (text: string) => text.replace('size: 0', 'size: 0 # none')],
    ['a row twice', (text: string) => `${text}  bed:\n    message: a.B\n`],
    ['a key twice', (text: string) => text.replace('size: 0\n', 'size: 0\n    size: 1\n')],
    ['an unknown key', (text: string) => text.replace('size: 0', 'owner: me')],
    ['a day that does not exist', (text: string) => text.replace('2025-02-28', '2025-02-30')],
    ['a row without message', (text: string) => text.replace('    message: acme.garden.v1.Soil\n', '')],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['another quote', (text: string) => text.replaceAll(`'${SHA}'`, `"${SHA}"`)],
    ['nothing', () => ''],
  ])('is left to YAML with %s', (_, change) => {
    expect(readPlainRows({ path: 'x', text: change(PLAIN) })).toBe(undefined);
  });

  it('is edited row by row, and stays as it was otherwise', async () => {
    const at = async (text: string) => {
      const { value } = await readGoldenManifest({ path: 'x', text }, 'v1');
      return value ?? { path: 'x', rows: [] };
    };
    const one = setRow(newManifest('v1'), await at(newManifest('v1')), 'soil', { message: 'acme.garden.v1.Soil' });
    const two = setRow(one, await at(one), 'bed', {
      message: 'acme.garden.v1.Bed',
      size: 3,
      sha256: SHA,
      reason: "it's",
    });
    expect(two.slice(two.indexOf('fixtures:'))).toBe(
      `fixtures:\n  bed:\n    message: acme.garden.v1.Bed\n    sha256: '${SHA}'\n    size: 3\n    reason: 'it''s'\n  soil:\n    message: acme.garden.v1.Soil\n`,
    );
    const changed = setRow(PLAIN, await at(PLAIN), 'bed', { size: 4, allow: ['map-order'] });
    expect(changed).toBe(PLAIN.replace('size: 0', 'size: 4').replace('[go-order, nan-bits]', '[map-order]'));
  });
});
