// `leyline golden` as somebody meets it who has contracts and no fixtures yet.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleJournal } from '../../src/inputs/files/journal.ts';
import { killingModule, runKilled } from '../inputs/killed-writer.ts';
import { temporaryFolder, writeInto } from '../inputs/temporary-folder.ts';
import { BIN, complaint, findings, leyline, type Run } from './leyline.ts';

const PROTO = `syntax = "proto3";

package acme.garden.v1;

// A bed.
message Bed {
  string name = 1;
  repeated uint32 rows = 2;
  Soil soil = 3;
  oneof cover {
    string net = 4;
    Roof roof = 5;
  }
  double sun = 6;
}

// What a bed holds.
message Soil {
  float ph = 1;
}

// Glass.
message Roof {
  bool open = 1;
}
`;

const PROJECT = {
  'leyline.yaml': 'contracts: { root: contracts }\nbudgets: { max-message-size: 100 }\n',
  'contracts/build/versions.yaml': 'versions:\n  v1: { status: active, packages: [acme.garden.v1] }\n',
  'contracts/v1/garden.proto': PROTO,
};

const GOLDEN = 'contracts/golden/v1';

function golden(root: string, ...args: string[]): Run {
  // Without codecs of this machine: what they say is tested elsewhere.
  return leyline(root, ['golden', ...args], {
    env: { LEYLINE_PROTOC: '/nonexistent', LEYLINE_PYTHON: '/nonexistent', LEYLINE_GO_CODEC: '/nonexistent' },
  });
}

let original: string;

beforeAll(() => {
  original = mkdtempSync(join(tmpdir(), 'leyline-golden-'));
  writeInto(original, PROJECT);
  expect(golden(original, 'scaffold').code).toBe(0);
  expect(golden(original, 'record')).toMatchObject({ code: 0 });
});

afterAll(() => rmSync(original, { recursive: true, force: true }));

/** A project whose messages all have fixtures. */
function recorded(): string {
  const root = temporaryFolder();
  cpSync(original, root, { recursive: true });
  return root;
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const before = readFileSync(join(root, path), 'utf8');
  expect(change(before)).not.toBe(before);
  writeFileSync(join(root, path), change(before));
}

function stateOf(root: string): Record<string, string> {
  const names = readdirSync(join(root, GOLDEN)).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, GOLDEN, name)).toString('hex')]));
}

describe('from nothing', () => {
  it('says where to begin', () => {
    const root = temporaryFolder(PROJECT);
    expect(complaint(golden(root, 'verify'))).toEqual({
      message: 'there are no golden fixtures in contracts/golden/',
      hint: "'leyline golden scaffold' makes a start",
    });
    expect(complaint(golden(root, 'record')).message).toBe('there are no golden fixtures');
    expect(leyline(root, ['lint']).code).toBe(0);
  });

  it('scaffolds twins, records them and verifies', () => {
    const root = temporaryFolder(PROJECT);
    const dry = golden(root, 'scaffold', '--dry-run');
    expect(dry.stdout).toContain('would be written: v1/bed.json, acme.garden.v1.Bed\n');
    expect(existsSync(join(root, 'contracts/golden'))).toBe(false);

    const scaffold = golden(root, 'scaffold');
    expect(scaffold.stdout).toContain('look through 6 twins');
    const manifest = readFileSync(join(root, GOLDEN, 'manifest.yaml'), 'utf8');
    expect(manifest).toContain('  bed:\n    message: acme.garden.v1.Bed\n    allow: [go-order]\n');
    expect(golden(root, 'verify', '--format', 'compact').stdout).toContain("fixture 'v1/bed' is not recorded yet");

    const record = golden(root, 'record');
    expect(record.stdout).toContain('recorded: v1/soil_defaults, 0 bytes\n');
    const verify = golden(root, 'verify');
    expect(verify).toMatchObject({ code: 0 });
    expect(verify.stdout).toContain('v1, 6 fixtures  6        6           6\n');
    expect(verify.stderr).toContain("codec 'protoc' is left out: '/nonexistent' cannot be run\n");
    expect(golden(root, 'verify', '--verbose').stdout).toContain('  v1/bed            ok       ok          ok\n');
    expect(golden(root, 'scaffold').stdout).toBe('nothing to do: every message has a fixture\n');
    expect(complaint(golden(root, 'record')).message).toBe('every fixture is recorded already');
    expect(leyline(root, ['lint'])).toMatchObject({ code: 0 });
  });

  it('scaffolds the same texts every time', () => {
    const [one, other] = [temporaryFolder(PROJECT), temporaryFolder(PROJECT)];
    for (const root of [one, other]) golden(root, 'scaffold', '--cases', 'all');
    expect(stateOf(one)).toEqual(stateOf(other));
  });

  it('works without a configuration, in the folder of the contracts', () => {
    const root = temporaryFolder({ 'v1/garden.proto': PROTO });
    expect(golden(root, 'scaffold')).toMatchObject({ code: 0 });
    expect(golden(root, 'record')).toMatchObject({ code: 0 });
    expect(golden(root, 'verify')).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'golden/v1/bed.bin'))).toBe(true);
  });
});

describe('a change is found', () => {
  it('of a single bit, with a picture', () => {
    const root = recorded();
    const path = join(root, GOLDEN, 'soil.bin');
    const bytes = readFileSync(path);
    bytes[2] = (bytes[2] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const run = golden(root, 'verify');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(
      "the bytes of fixture 'v1/soil' are not the recorded ones: first at offset 0x0002, in field 'ph'",
    );
    expect(run.stdout).toContain('expected, from the twin');
    expect(run.stdout).toContain('  v1/soil       wrong    -           -\n');
    const json = JSON.parse(golden(root, 'verify', '--format', 'json').stdout);
    expect(json.findings).toMatchObject([{ rule: 'golden-checksum', path: `${GOLDEN}/manifest.yaml` }]);
    for (const format of ['sarif', 'github', 'gitlab', 'junit', 'markdown', 'jsonl']) {
      expect(golden(root, 'verify', '--format', format)).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('v1/soil'),
      });
    }
  });

  it.each([
    ['a twin', `${GOLDEN}/soil.json`, (text: string) => text.replace(/"ph": [\d.]+/, '"ph": 6.5'), 'golden-mismatch'],
    ['a key of a twin', `${GOLDEN}/soil.json`, (text: string) => text.replace('"ph"', '"pH"'), 'golden-twin'],
    [
      'a checksum',
      `${GOLDEN}/manifest.yaml`,
      (text: string) => text.replace(/sha256: '..../, "sha256: '0000"),
      'golden-checksum',
    ],
    ['a size', `${GOLDEN}/manifest.yaml`, (text: string) => text.replace('size: 5', 'size: 6'), 'golden-checksum'],
    ['a message type', `${GOLDEN}/manifest.yaml`, (text: string) => text.replace('v1.Soil', 'v1.Soul'), 'golden-files'],
    [
      'an allowance',
      `${GOLDEN}/manifest.yaml`,
      (text: string) => text.replace('go-order', 'nan-bits'),
      'golden-difference-allowed',
    ],
    [
      'a field type',
      'contracts/v1/garden.proto',
      (text: string) => text.replace('float ph', 'double ph'),
      'golden-wire',
    ],
    [
      'a field number',
      'contracts/v1/garden.proto',
      (text: string) => text.replace('float ph = 1', 'float ph = 2'),
      'golden-mismatch',
    ],
    ['a budget', 'leyline.yaml', (text: string) => text.replace('100', '4'), 'message-over-budget'],
    [
      'a new message',
      'contracts/v1/garden.proto',
      (text: string) => `${text}\n// New.\nmessage Gate {}\n`,
      'missing-golden',
    ],
    [
      'a manifest',
      `${GOLDEN}/manifest.yaml`,
      (text: string) => text.replace('fixtures:', 'fixtures: ['),
      'invalid-manifest',
    ],
  ])('of %s', (_, path, change, rule) => {
    const root = recorded();
    edit(root, path, change);
    const run = golden(root, 'verify', '--format', 'compact');
    expect(run.code).toBe(1);
    expect(
      findings(run).some((line) => line.endsWith(`[${rule}]`)),
      run.stdout,
    ).toBe(true);
  });

  it('of files that come and go', () => {
    const root = recorded();
    rmSync(join(root, GOLDEN, 'soil.bin'));
    rmSync(join(root, GOLDEN, 'roof.json'));
    writeFileSync(join(root, GOLDEN, 'notes.txt'), '');
    writeFileSync(join(root, 'contracts/golden/.gitattributes'), '*.bin -text\n');
    const told = findings(golden(root, 'verify', '--format', 'compact')).join('\n');
    expect(told).toContain("fixture 'v1/soil' has no file v1/soil.bin");
    expect(told).toContain("fixture 'v1/roof' has no file v1/roof.json");
    expect(told).toContain('no row of contracts/golden/v1/manifest.yaml names this file');
    expect(told).not.toContain('.gitattributes');
  });
});

describe('hints lead on', () => {
  it.each([
    [['show', 'leyline.yaml'], "'--message' names it, such as --message acme.garden.v1.Bed"],
    [['show', 'v1/soil', '--message', 'Soill'], "did you mean 'acme.garden.v1.Soil'?"],
    [['show', 'v1/soil', '--message', 'acme.v2.Roof'], "did you mean 'acme.garden.v1.Roof'?"],
    [['show', 'v1/soil', '--message', 'Xyz'], 'name a message of the contracts, such as acme.garden.v1.Bed'],
    [['record'], 'name a new one with its type: leyline golden record NAME --message acme.garden.v1.Bed'],
    [['show', 'x'], "fixtures are named as 'v1/bed'; 'leyline golden verify --verbose' lists them"],
  ])('golden %s', (args, hint) => {
    expect(complaint(golden(recorded(), ...args)).hint).toBe(hint);
  });

  it('a message that was renamed is found under its new name', () => {
    const root = recorded();
    edit(root, 'contracts/v1/garden.proto', (text) => text.replaceAll('Roof ', 'RoofPane '));
    expect(golden(root, 'verify').stdout).toContain("help: did you mean 'acme.garden.v1.RoofPane'?");
  });

  it('a manifest that is lost or broken is told, and not each file beside it', () => {
    const root = recorded();
    edit(root, `${GOLDEN}/manifest.yaml`, (text) => `${text}  soil:\n    message: acme.garden.v1.Soil\n`);
    expect(findings(golden(root, 'verify', '--format', 'compact'))).toEqual([
      expect.stringContaining("key 'soil' is given twice [invalid-manifest]"),
    ]);
    expect(complaint(golden(root, 'scaffold')).message).toContain("key 'soil' is given twice");
    rmSync(join(root, GOLDEN, 'manifest.yaml'));
    expect(findings(golden(root, 'verify', '--format', 'compact'))).toEqual([
      `${GOLDEN}/bed.bin:1:1: error: ${GOLDEN}/ has files and no manifest.yaml [golden-files]`,
    ]);
    expect(complaint(golden(root, 'scaffold')).message).toBe(
      "message 'acme.garden.v1.Bed' has no fixture, and files in the way of one",
    );
    expect(complaint(golden(root, 'record', 'v1/soil', '--message', 'Soil')).message).toBe(
      `${GOLDEN}/soil.bin is there, and no row of a manifest names it`,
    );
  });

  it('messages outside of any version have no fixtures', () => {
    const root = temporaryFolder({ 'garden.proto': PROTO });
    expect(complaint(golden(root, 'scaffold')).message).toBe('no message is in the folder of a version');
  });
});

describe('what may not be', () => {
  it.each([
    [['record', 'v1/soil'], "fixture 'v1/soil' is recorded already"],
    [['update', 'v1/soil'], "required option '--reason <text>' not specified"],
    [['update', 'v1/soil', '--reason', ' '], "'--reason' says in a line why the bytes change"],
    [['update', 'v1/sole', '--reason', 'x'], "there is no fixture 'v1/sole'"],
    [['verify', '--codecs', 'pyton'], "unknown codec 'pyton'"],
    [['verify', '--require-codecs', 'protoc'], "codec 'protoc' is required, but '/nonexistent' cannot be run"],
    [['verify', '--require-codecs', 'python'], "codec 'python' is required, but '/nonexistent' cannot be run"],
    [['show', 'leyline.yaml'], "what message are the bytes of 'leyline.yaml'?"],
    [['show', 'contracts'], "'contracts' is a folder"],
    [['show', 'v1/soil', '--message', 'acme.Nothing'], "there is no message 'acme.Nothing'"],
    [['record', 'v1/new', '--message', 'Soil'], "fixture 'v1/new' has no twin"],
    [['record', '../../x', '--message', 'Soil'], "'../../x' is no name for a fixture"],
    [['diff', 'v1/soil', 'v1/roof'], "'acme.garden.v1.Soil' and 'acme.garden.v1.Roof' cannot be compared"],
    [['sing'], "unknown command 'sing'"],
  ])('golden %s', (args, message) => {
    expect(complaint(golden(recorded(), ...args)).message).toBe(message);
  });

  it('a frozen version is recorded once and never updated', () => {
    const root = recorded();
    edit(root, 'contracts/build/versions.yaml', (text) => text.replace('active', 'frozen'));
    edit(root, `${GOLDEN}/soil.json`, (text) => text.replace(/"ph": [\d.]+/, '"ph": 6.5'));
    expect(complaint(golden(root, 'update', 'v1/soil', '--reason', 'x')).message).toBe(
      "fixture 'v1/soil' belongs to v1, which is frozen",
    );
    writeFileSync(join(root, GOLDEN, 'acid.json'), '{"ph": 4.5}\n');
    expect(golden(root, 'record', 'v1/acid', '--message', 'acme.garden.v1.Soil')).toMatchObject({ code: 0 });
  });

  it('a twin with mistakes is not recorded, and each is told with its place', () => {
    const root = recorded();
    writeFileSync(join(root, GOLDEN, 'acid.json'), '{\n  "pH": 4.5,\n  "ph": "x"\n}\n');
    const before = stateOf(root);
    const run = golden(root, 'record', 'v1/acid', '--message', 'Soil', '--format', 'compact');
    expect(run).toMatchObject({ code: 1, stderr: 'leyline: nothing was written\n' });
    expect(findings(run).map((line) => line.slice(0, line.indexOf(': ')))).toEqual([
      `${GOLDEN}/acid.json:2:3`,
      `${GOLDEN}/acid.json:3:9`,
    ]);
    expect(stateOf(root)).toEqual(before);
  });

  it('what is wrong with a new fixture is told at its twin', () => {
    const root = recorded();
    writeFileSync(join(root, GOLDEN, 'net.json'), '{"net": "fine", "sun": 0.5}\n');
    const run = golden(root, 'record', 'v1/net', '--message', 'Bed', '--format', 'compact');
    expect(findings(run)).toEqual([
      expect.stringMatching(/^contracts\/golden\/v1\/net\.json:1:1: error: fixture 'v1\/net'/),
    ]);
    writeFileSync(join(root, GOLDEN, 'net.json'), Buffer.from('fffe7b', 'hex'));
    expect(complaint(golden(root, 'record', 'v1/net', '--message', 'Bed')).message).toBe(
      `the twin of fixture 'v1/net' cannot be read: ${GOLDEN}/net.json is UTF-16 text; save it as UTF-8`,
    );
  });

  it('a difference between implementations is not recorded by accident', () => {
    const root = recorded();
    writeFileSync(join(root, GOLDEN, 'net.json'), '{"net": "fine", "sun": 0.5}\n');
    const refused = golden(root, 'record', 'v1/net', '--message', 'Bed');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('Go writes members of oneofs behind all other fields');
    expect(golden(root, 'record', 'v1/net', '--message', 'Bed', '--allow', 'go-order').code).toBe(0);
    expect(golden(root, 'verify').code).toBe(0);
  });

  it('bytes that a twin cannot say are recorded from a file, by name', () => {
    const root = recorded();
    writeFileSync(join(root, GOLDEN, 'future.json'), '{}\n');
    writeFileSync(join(root, 'future.bytes'), Buffer.from('980601', 'hex'));
    const args = ['record', 'v1/future', '--message', 'Soil', '--bytes', 'future.bytes'];
    expect(golden(root, ...args).code).toBe(1);
    expect(golden(root, ...args, '--allow', 'unknown-fields').code).toBe(0);
    expect(golden(root, 'verify').code).toBe(0);
  });
});

describe('an update', () => {
  it('keeps the reason, and everything else in the manifest', () => {
    const root = recorded();
    edit(root, `${GOLDEN}/manifest.yaml`, (text) => text.replace('  soil:\n', '  # sour\n  soil:\n    owner: me\n'));
    edit(root, `${GOLDEN}/soil.json`, (text) => text.replace(/"ph": [\d.]+/, '"ph": 6.5'));
    const args = ['golden', 'update', 'v1/soil', '--reason', "it's: less sour"];
    expect(leyline(root, args, { env: { SOURCE_DATE_EPOCH: '1736510400' } })).toMatchObject({
      code: 0,
      stdout: 'updated: v1/soil, 5 bytes\n',
    });
    const manifest = readFileSync(join(root, GOLDEN, 'manifest.yaml'), 'utf8');
    expect(manifest).toMatch(
      / {2}# sour\n {2}soil:\n {4}owner: me\n {4}message: acme\.garden\.v1\.Soil\n {4}sha256: '[\da-f]{64}'\n {4}size: 5\n/,
    );
    expect(manifest).toContain("    changed: 2025-01-10\n    reason: 'it''s: less sour'\n");
    expect(golden(root, 'verify').code).toBe(0);
    expect(golden(root, ...args.slice(1)).stdout).toBe('nothing to do: the bytes are what the twins say\n');
  });

  it('that is killed at any change of the disk leaves the old state or the new one', () => {
    const before = recorded();
    edit(before, `${GOLDEN}/soil.json`, (text) => text.replace(/"ph": [\d.]+/, '"ph": 6.5'));
    const args = ['golden', 'update', 'v1/soil', '--reason', 'x'];
    const preload = killingModule();
    const states = new Set<string>();
    const changed = recorded();
    cpSync(before, changed, { recursive: true });
    expect(leyline(changed, args).code).toBe(0);
    const allowed = [before, changed].map((root) => JSON.stringify(stateOf(root)));
    for (let at = 1, isDone = false; !isDone; at++) {
      const root = temporaryFolder();
      cpSync(before, root, { recursive: true });
      isDone = !runKilled(preload, [BIN, ...args], at, root);
      settleJournal(root, { refuse: true });
      const state = JSON.stringify(stateOf(root));
      expect(allowed, `killed at ${at}`).toContain(state);
      states.add(state);
    }
    expect(states.size).toBe(2);
  });
});

describe('show and diff', () => {
  it('print what is on the wire', () => {
    const root = recorded();
    const show = golden(root, 'show', 'v1/roof');
    expect(show).toMatchObject({
      code: 0,
      stdout: 'acme.garden.v1.Roof, 2 bytes\n\n  0000  08  1 open  VARINT  true\n',
    });
    expect(golden(root, 'show', 'v1/roof.json').stdout).toBe(show.stdout);
    const json = JSON.parse(golden(root, 'show', `${GOLDEN}/roof.bin`, '--format', 'json').stdout);
    expect(json.fields).toEqual([
      { offset: 0, length: 2, tag: '08', number: 1, name: 'open', path: 'open', wireType: 'VARINT', value: 'true' },
    ]);
    const foreign = leyline(root, ['golden', 'show', '-', '--message', 'Roof'], {
      stdin: Buffer.from('08000aff', 'hex'),
    });
    expect(foreign.code).toBe(1);
    expect(foreign.stdout).toContain('0002  [1]: the bytes end inside its value\n');
    const hostile = leyline(root, ['golden', 'show', '-', '--message', 'Bed'], {
      stdin: Buffer.from('0a051b5b33316d', 'hex'),
    });
    expect(hostile.stdout).not.toContain('\u001b');
  });

  it('say where two fixtures part', () => {
    const root = recorded();
    expect(golden(root, 'diff', 'v1/soil', 'v1/soil')).toMatchObject({ code: 0, stdout: 'the bytes are the same\n' });
    const run = golden(root, 'diff', 'v1/soil', 'v1/soil_defaults');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("first at offset 0x0000, in field 'ph', 0d was expected and the end is there");
  });
});
