// The codecs that are measured, and how each is made ready: its own generator is run over the contracts, and a module is
// written that reads and writes one type of message with it. Writes into the folder it is given only.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../workplace.ts';

const BIN = join(ROOT, 'node_modules/.bin');
const CONTRACTS = join(ROOT, 'contracts');

export interface Library {
  readonly name: string;
  /** Runs the library's generator, if it has one. */
  prepare(folder: string): void;
  /** A module that exports `decode(bytes)` and `encode(message)`. */
  adapter(type: string, folder: string): string;
}

export const LIBRARIES: readonly Library[] = [
  {
    name: 'leyline/contracts',
    prepare: () => {},
    adapter: (type) => `
      import { encodeMessage, decodeMessage, ${versionOf(type)} as version } from '${CONTRACTS}/index.ts';
      const type = version.${nameOf(type)};
      export const decode = (bytes) => decodeMessage(type, bytes);
      export const encode = (message) => encodeMessage(type, message);`,
  },
  {
    name: 'protobufjs, static',
    prepare: (folder) => {
      const options = ['-t', 'static-module', '-w', 'es6', '-p', CONTRACTS, '-o', join(folder, 'pbjs.js')];
      const leaveOut = ['create', 'verify', 'convert', 'delimited', 'comments'].map((what) => `--no-${what}`);
      execFileSync(join(BIN, 'pbjs'), [...options, ...leaveOut, ...protoFiles()]);
    },
    adapter: (type, folder) => `
      import { esper } from '${join(folder, 'pbjs.js')}';
      const type = ${type};
      export const decode = (bytes) => type.decode(bytes);
      export const encode = (message) => type.encode(message).finish();`,
  },
  {
    name: '@bufbuild/protobuf',
    prepare: (folder) => {
      const plugin = `--plugin=protoc-gen-es=${join(BIN, 'protoc-gen-es')}`;
      execFileSync('protoc', [`-I${CONTRACTS}`, plugin, `--es_out=${folder}`, '--es_opt=target=js', ...protoFiles()]);
    },
    adapter: (type, folder) => `
      import { fromBinary, toBinary } from '@bufbuild/protobuf';
      import { ${nameOf(type)}Schema as type } from '${join(folder, esFile(type))}';
      export const decode = (bytes) => fromBinary(type, bytes);
      export const encode = (message) => toBinary(type, message);`,
  },
  {
    name: 'pbf',
    prepare: () => {},
    adapter: (type, folder) => {
      // pbf knows no packages, so all that the type needs goes into one file without any.
      const merged = join(folder, `${type}.proto`);
      writeFileSync(merged, merge(protoFile(type)));
      const compiled = join(folder, 'pbf', `${type}.js`);
      mkdirSync(dirname(compiled), { recursive: true });
      writeFileSync(compiled, execFileSync(join(BIN, 'pbf'), [merged]));
      return `
        import { PbfReader, PbfWriter } from 'pbf';
        import { read${nameOf(type)} as read, write${nameOf(type)} as write } from '${compiled}';
        export const decode = (bytes) => read(new PbfReader(bytes));
        export const encode = (message) => {
          const writer = new PbfWriter();
          write(message, writer);
          return writer.finish();
        };`;
    },
  },
  {
    name: 'JSON',
    prepare: () => {},
    adapter: (type, folder) => `
      import { fromBinary, toJson } from '@bufbuild/protobuf';
      import { ${nameOf(type)}Schema as type } from '${join(folder, esFile(type))}';
      export const input = (bytes) => JSON.stringify(toJson(type, fromBinary(type, bytes)));
      export const decode = (text) => JSON.parse(text);
      export const encode = (message) => JSON.stringify(message);`,
  },
];

function versionOf(type: string): string {
  return /\.(v\d+)\./.exec(type)?.[1] ?? '';
}

function nameOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** `esper.system_state.v1.…` → `v1/system_state`. */
function protoFile(type: string): string {
  return `${versionOf(type)}/${type.split('.')[1]}`;
}

function esFile(type: string): string {
  return `${protoFile(type)}_pb.js`;
}

function protoFiles(): readonly string[] {
  return ['v1', 'v2'].flatMap((version) =>
    readdirSync(join(CONTRACTS, version))
      .filter((name) => name.endsWith('.proto'))
      .map((name) => join(CONTRACTS, version, name)),
  );
}

const WELL_KNOWN = `message Timestamp { int64 seconds = 1; int32 nanos = 2; }
message Duration { int64 seconds = 1; int32 nanos = 2; }
`;

/** The file and all that it imports, as one without packages. */
function merge(path: string): string {
  const texts = new Map<string, string>();
  const add = (name: string): void => {
    if (texts.has(name)) return;
    const text = readFileSync(join(CONTRACTS, `${name}.proto`), 'utf8');
    texts.set(name, text);
    for (const [, imported] of text.matchAll(/^import "(v\d+\/\w+)\.proto";/gm)) add(imported ?? '');
  };
  add(path);
  const bodies = [...texts.values()].map((text) =>
    text.replace(/^(?:syntax|package|import)\b.*$/gm, '').replace(/\b(?:esper\.\w+\.v\d+|google\.protobuf)\./g, ''),
  );
  return `syntax = "proto3";\n${WELL_KNOWN}${bodies.join('')}`;
}
