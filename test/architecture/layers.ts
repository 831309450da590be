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
      'package.json',
    ],
    says: 'the command line turns arguments into options, and errors into lines; work is done by commands',
  },
  {
    home: 'contracts/',
    mayImport: [],
    says: 'the contracts are used without the tool, and the tool without the contracts; neither imports the other',
  },
  { home: 'bench/', mayImport: [], says: 'the benchmark measures the built command from outside' },
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
    at: ['src/inputs/files/'],
    says: 'programs are run where files come from, and without a shell',
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
      'src/commands/open-project.ts',
      'src/commands/lint.ts',
      'bench/',
    ],
    says: 'files are read and written by src/inputs/; whoever else needs a text is handed it',
  },
  {
    packages: ['node:path'],
    at: ['src/inputs/', 'src/commands/', 'src/cli/', 'bench/'],
    says: "below inputs a path is the project's own, with slashes on every system; it is plain text",
  },
  { packages: ['node:buffer'], at: ['src/inputs/files/'], says: 'bytes become text where files are read' },
  {
    packages: ['node:crypto'],
    at: ['src/diagnostics/fingerprint.ts', 'src/inputs/files/write.ts'],
    says: 'a fingerprint is made in one place, so that there is one kind of it',
  },
  {
    packages: ['node:module', 'node:vm'],
    at: ['src/cli/code-cache.ts', 'bench/workplace.ts'],
    says: 'only the code cache meddles with how code is loaded',
  },
  {
    packages: ['node:child_process'],
    at: ['bench/measure.ts'],
    says: 'programs are run by execa in src/inputs/files/, and without a shell',
  },
  { packages: ['node:os'], at: ['bench/'], says: 'only the benchmark asks what machine it is on' },
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
export const BARRELS: Places = ['rules/index.ts', 'src/reporters/index.ts', 'contracts/index.ts'];

export const DEFAULT_EXPORTS = /^(?:rules\/[\w-]+\/[\w-]+\.ts|[\w-]+\.config\.ts)$/;

/** Names that say nothing of what is inside, so that anything ends up there. */
export const EMPTY_NAMES = /^(?:utils?|utilities|helpers?|commons?|misc|shared|lib|manager)$/;

export function isAmong(path: string, places: Places): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}
