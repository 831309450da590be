// One sentence per key of `leyline.yaml`, for editors. Loaded by the schema generator only.

/** By the keys on the way, dots between them; list items and freely chosen names add nothing to the way. */
export const KEY_DESCRIPTIONS: Readonly<Record<string, string>> = {
  contracts: 'Where the contract set lies.',
  'contracts.root':
    'The folder that holds v1/, v2/, build/ and golden/, relative to this file; or a list of folders that imports are ' +
    'relative to, of which the first is that one.',
  'contracts.imports': 'Further folders in which imports of .proto files are looked up, in this order.',
  'contracts.changelog':
    "The file that 'leyline bump' writes releases into; CHANGELOG.md of the contract root by default.",
  planes: 'Architectural zones by name; messages between them are held to the cross-plane rules.',
  'planes.packages': "Packages that the plane owns: full names, or 'prefix.*' for all below the prefix.",
  'planes.subsystems': 'Subsystems that belong to the plane; each belongs to one plane only.',
  'planes.internal': "Messages that never leave the plane: full names, or 'prefix.*'.",
  sources: 'Source code that uses the contracts, one entry per language or part.',
  'sources.language': 'The language of these files.',
  'sources.include': 'Patterns of files to read.',
  'sources.exclude': 'Patterns of files to leave out.',
  'sources.generated': 'Patterns of generated bindings; nothing in them is judged as hand-written.',
  'sources.codecs': 'Patterns of modules that are allowed to encode and decode.',
  'sources.messagePackages': 'Names of installed packages whose exports are protobuf messages.',
  register: 'The inventory of data types that stand outside the generated bindings.',
  'register.subsystems':
    'Pattern of the folders that are subsystems, or several; by default those that the source divides into.',
  'register.output': 'The file that holds the register; Markdown, or JSON if its name ends in .json.',
  'register.threshold': 'A type that so many other subsystems import is reported; 3 by default.',
  seal: 'The signature of the contract set.',
  'seal.publicKeys':
    "Files of the public keys that a seal is checked with, in PEM form; outside of the project is safer: '--public-key'.",
  check: "What 'leyline check' runs.",
  'check.skip': 'Gates that are left out.',
  'check.against': 'What the breaking gate compares with, as --against takes it; by default the lock.',
  rules: 'A preset to start from, and severities of single rules.',
  'rules.extends': 'One preset, or several; a rule of any of them is on.',
  overrides: 'Rule settings that hold for some paths only; the last that matches wins.',
  'overrides.paths': 'Patterns of the files that the settings hold for.',
  'overrides.rules': 'Severities of single rules in these files.',
  exceptions: 'Findings that are accepted: each with an owner and a reason, most with a last day.',
  'exceptions.rule': 'The rule that is excepted.',
  'exceptions.path': 'Pattern of the files in which it is.',
  'exceptions.element': 'Full name of the one element whose change is accepted; for rules about changes.',
  'exceptions.owner': 'Who answers for the exception.',
  'exceptions.reason': 'Why the finding is accepted.',
  'exceptions.expires': 'The last day on which the exception holds, YYYY-MM-DD.',
  'exceptions.message': "Part of the finding's message; the exception covers only findings that contain it.",
  baseline: 'A file of findings that were there when Leyline was introduced; they do not fail a run.',
  budgets: 'Limits that golden fixtures are measured against.',
  'budgets.max-message-size': 'The largest encoded message, in bytes.',
};
