// The layer table as data: who may import whom, and at home where. Each row says in a sentence what its wall is for; that
// sentence is what a broken wall prints. Reads nothing.

/** Paths begin with these: a folder ends in a slash, anything else is one file. */
export type Places = readonly string[];

export interface Layer {
  /** Its files; of several layers that a file lies in, the first counts. */
  readonly home: string;
  /** What it may import beside itself. */
  readonly mayImport: Places;
  /** Its files may not import each other either. */
  readonly filesStandAlone?: boolean;
  readonly says: string;
}

export const LAYERS: readonly Layer[] = [
  {
    home: 'src/text/',
    mayImport: [],
    says: 'text knows of source texts, spans and edits only; everything else stands on it',
  },
  {
    home: 'src/diagnostics/',
    mayImport: ['src/text/'],
    says: 'a finding is plain data at the bottom of the house; what finds, judges or prints it stands above',
  },
  {
    home: 'src/model/',
    mayImport: ['src/text/', 'src/diagnostics/'],
    says: 'the model understands texts and does no more: it reads no files and knows no rule, configuration or format',
  },
  {
    home: 'src/inputs/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'inputs bring the world in; which rules exist and what becomes of findings is told to them by commands',
  },
  {
    home: 'src/engine/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'the engine judges what it is handed; it reads no files and gets its rules as an argument',
  },
  {
    home: 'rules/index.ts',
    mayImport: ['rules/', 'src/engine/define-rule.ts'],
    says: 'the index lists the rules and does nothing else',
  },
  { home: 'rules/examples.ts', mayImport: [], says: 'the examples are generated text' },
  {
    home: 'rules/',
    mayImport: ['src/engine/define-rule.ts', 'src/model/', 'src/diagnostics/', 'src/text/'],
    filesStandAlone: true,
    says: 'a rule comes in through the rule door; a fact that two rules need belongs into src/model/',
  },
  {
    home: 'src/release/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'a release is planned here as data: lock, level, new texts; files are read by inputs and written by commands',
  },
  {
    home: 'src/golden/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'golden fixtures are judged and planned here as bytes and data; files are read by inputs and written by commands',
  },
  {
    home: 'src/register/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'the register is made of source modules that it is handed; it reads no files',
  },
  {
    home: 'src/init/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'what a new project gets is planned here as texts; what is there is found by inputs, and files are written by commands',
  },
  {
    home: 'src/bindings/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'bindings are printed here as text; what they are printed from is read, and what is printed is written, by others',
  },
  {
    home: 'src/toolchain/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'the toolchain checks pins and runs tools; what it generates is put in place by commands',
  },
  {
    home: 'src/seal/',
    mayImport: ['src/text/', 'src/diagnostics/', 'src/model/'],
    says: 'a seal is made and judged here as data; what is sealed is read by inputs',
  },
  {
    home: 'src/reporters/',
    mayImport: ['src/text/', 'src/diagnostics/'],
    says: 'a reporter turns a report into text; what it needs to know belongs into the report',
  },
  {
    home: 'src/commands/',
    mayImport: [
      'src/text/',
      'src/diagnostics/',
      'src/model/',
      'src/inputs/',
      'src/engine/',
      'src/reporters/',
      'src/release/',
      'src/golden/',
      'src/register/',
      'src/init/',
      'src/toolchain/',
      'src/seal/',
      'rules/index.ts',
      'rules/examples.ts',
      'package.json',
    ],
    says: 'commands are the meeting point of all but the command line and the contracts; rules are met through their index',
  },
  {
    home: 'src/cli/',
    mayImport: [
      'src/text/',
      'src/diagnostics/',
      'src/commands/',
      'src/reporters/',
      // The two ways in which the world can be wrong, and their words: the command line tells them.
      'src/inputs/config/config-error.ts',
      'src/inputs/files/file-errors.ts',
      'src/inputs/config/gate-names.ts',
      'package.json',
    ],
    says: 'the command line turns arguments into options, and errors into lines; work is done by commands',
  },
  {
    home: 'contracts/runtime/node.ts',
    mayImport: ['contracts/runtime/'],
    says: 'Node is reached through this one file, which is published apart; no other part of the contracts imports it',
  },
  {
    home: 'contracts/',
    mayImport: [],
    says: 'the contracts are used without the tool, and the tool without the contracts; neither imports the other',
  },
  {
    home: 'bench/',
    mayImport: ['contracts/index.ts'],
    says: 'the benchmark measures the built command from outside, and the contracts as whoever imports them does',
  },
];

export interface PackageHome {
  readonly packages: readonly string[];
  readonly at: Places;
  /** Elsewhere only its types may be used. */
  readonly typesAt?: Places;
  readonly says: string;
}

/** A package without a row is at home nowhere. */
export const PACKAGE_HOMES: readonly PackageHome[] = [
  { packages: ['commander'], at: ['src/cli/'], says: 'only the command line knows how arguments are written' },
  {
    packages: ['chalk'],
    at: ['src/reporters/text-palette.ts'],
    says: 'colour is a matter of the text report; ask its palette',
  },
  { packages: ['globby'], at: ['src/inputs/files/'], says: 'which files exist is told by a FileTree' },
  {
    packages: ['execa'],
    at: ['src/inputs/files/', 'src/golden/codecs/', 'src/toolchain/'],
    says: 'programs are run where files come from, where codecs and where generators are, and without a shell',
  },
  {
    packages: [
      'protobufjs',
      'protobufjs/index.js',
      'protobufjs/ext/descriptor.js',
      'protobufjs/minimal.js',
      '@bufbuild/protobuf',
      '@bufbuild/protobuf/wkt',
    ],
    at: ['src/golden/codecs/'],
    says: 'implementations of protobuf are witnesses for golden bytes; everything else asks our own front end',
  },
  {
    packages: ['oxc-parser'],
    at: ['src/model/typescript/'],
    says: 'what rules see of a source file is our own SourceModule, so that its parser can be replaced',
  },
  {
    packages: ['oxc-resolver'],
    at: ['src/inputs/sources/'],
    says: 'what an import means depends on files, so inputs find it out',
  },
  { packages: ['yaml'], at: ['src/inputs/yaml/'], says: 'YAML is read with its places by src/inputs/yaml/' },
  {
    packages: ['zod/mini', 'zod/v4/core'],
    at: ['src/inputs/', 'rules/', 'src/engine/policy.ts', 'src/commands/rule-options.ts', 'src/commands/buf-parts.ts'],
    typesAt: ['src/engine/define-rule.ts'],
    says: "shapes are checked where they come in: configuration, manifests and rule options, Buf's too; 'zod' itself costs 29 ms",
  },
  {
    packages: ['node:fs'],
    at: [
      'src/inputs/',
      'src/cli/code-cache.ts',
      // Reports are written, and a command asks whether a path of its command line is there.
      'src/commands/write-reports.ts',
      'src/commands/open-against.ts',
      'src/commands/open-project.ts',
      'src/commands/lint.ts',
      'bench/',
      'contracts/runtime/node.ts',
    ],
    says: 'files are read and written by src/inputs/; whoever else needs a text is handed it',
  },
  {
    packages: ['node:fs/promises'],
    at: ['contracts/runtime/node.ts'],
    says: 'the contracts reach files through ports, and Node through one adapter, so that they run anywhere',
  },
  {
    packages: ['node:path'],
    at: ['src/inputs/', 'src/commands/', 'src/cli/', 'bench/', 'contracts/runtime/node.ts'],
    says: "below inputs a path is the project's own, with slashes on every system; it is plain text",
  },
  { packages: ['node:tty'], at: ['src/cli/main.ts'], says: 'whether somebody looks at a terminal is told by the Io' },
  { packages: ['node:readline'], at: ['src/cli/ask.ts'], says: 'only the command line talks with whoever sits there' },
  { packages: ['node:buffer'], at: ['src/inputs/files/'], says: 'bytes become text where files are read' },
  {
    packages: ['node:crypto'],
    at: [
      'src/diagnostics/fingerprint.ts',
      'src/golden/digest.ts',
      'src/inputs/files/write.ts',
      'src/inputs/files/file-digest.ts',
      'src/inputs/files/git-blob-id.ts',
      'src/seal/keys.ts',
      'src/text/sha256.ts',
      'contracts/runtime/node.ts',
    ],
    says: 'a fingerprint is made in one place, so that there is one kind of it; the contracts have a port for digests',
  },
  {
    packages: ['node:v8'],
    at: ['src/cli/engine-settings.ts'],
    says: 'only the command itself tells the engine how to run',
  },
  {
    packages: ['node:module', 'node:vm'],
    // Sources import Node's own modules; package-resolution.ts asks for their names.
    at: ['src/cli/code-cache.ts', 'bench/workplace.ts', 'src/inputs/sources/package-resolution.ts'],
    says: 'only the code cache meddles with how code is loaded',
  },
  {
    packages: ['node:child_process'],
    at: ['bench/measure.ts', 'bench/sources.ts', 'bench/contracts.ts', 'bench/codec/libraries.ts'],
    says: 'programs are run by execa in src/inputs/files/, and without a shell',
  },
  {
    packages: ['esbuild', 'mitata', 'node:util'],
    at: ['bench/contracts.ts', 'bench/codec/'],
    says: 'only the benchmark of codecs bundles and times code of others',
  },
  {
    packages: ['node:os'],
    at: ['bench/', 'src/inputs/golden/scratch-folder.ts', 'src/inputs/toolchain/workplace.ts'],
    says: 'only the benchmark asks what machine it is on; where temporary files go is the one thing besides',
  },
];

export interface Surrounding {
  readonly name: string;
  /** Of the code without its types and comments. */
  readonly seenBy: RegExp;
  readonly at: Places;
  readonly says: string;
}

/** What is there without being imported. */
export const SURROUNDINGS: readonly Surrounding[] = [
  {
    name: 'the process',
    seenBy: /(?<![\w.])process\./,
    at: ['src/cli/', 'src/inputs/files/', 'bench/'],
    says: 'a command gets streams, environment and folder in its Io; below that nobody knows what process it runs in',
  },
  {
    name: 'the clock',
    seenBy: /\bDate\.now\b|\bnew Date\(\)|\bperformance\./,
    at: ['src/cli/', 'bench/'],
    says: 'the same bytes in give the same bytes out; today is an argument',
  },
  {
    name: 'chance',
    seenBy: /\bMath\.random\b|\brandomBytes\(|\brandomUUID\b|\bgetRandomValues\b/,
    at: ['src/inputs/files/write.ts'],
    says: 'the same bytes in give the same bytes out; only the name of a temporary file may differ',
  },
  {
    name: 'code made at run time',
    seenBy: /(?<![\w.])eval\(|\bnew Function\(/,
    at: [],
    says: 'nothing that is read may become code',
  },
];

export interface TypeCircle {
  readonly files: Places;
  readonly says: string;
}

/** Files whose types may speak of each other; what they load may not. */
export const TYPE_CIRCLES: readonly TypeCircle[] = [
  {
    files: ['src/model/proto/schema/descriptor.ts', 'src/model/proto/schema/options.ts'],
    says: 'a field has options, and an option is the value of a field: the data is recursive',
  },
];

/** Files that do nothing but pass on others' exports. */
export const BARRELS: Places = [
  'rules/index.ts',
  'src/reporters/index.ts',
  'contracts/index.ts',
  'contracts/generated/v1.ts',
  'contracts/generated/v2.ts',
];

export const DEFAULT_EXPORTS = /^(?:rules\/[\w-]+\/[\w-]+\.ts|[\w-]+\.config\.ts)$/;

/** Names that say nothing of what is inside, so that anything ends up there. */
export const EMPTY_NAMES = /^(?:utils?|utilities|helpers?|commons?|misc|shared|lib|manager)$/;

export function isAmong(path: string, places: Places): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}
