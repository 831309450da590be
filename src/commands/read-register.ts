// Reads what the register is made of: all source files, the contracts beside them, and what imports mean.

import type { Finding } from '../diagnostics/finding.ts';
import type { CommentedText } from '../engine/suppression.ts';
import type { ParsedConfig } from '../inputs/config/parse-config.ts';
import { type FileTree, isReadFailure } from '../inputs/files/file-tree.ts';
import { UNREADABLE_FILE } from '../inputs/input-checks.ts';
import { moduleReader } from '../inputs/sources/module-reader.ts';
import { projectFiles } from '../inputs/sources/project-files.ts';
import { type ContractTypes, contractTypes } from '../model/contract-mirror.ts';
import { generatorOf } from '../model/source-graph/generated-text.ts';
import type { SourceModule } from '../model/source-module.ts';
import { collectRegister } from '../register/collect-types.ts';
import type { Register } from '../register/register.ts';
import { loadSchema } from './load-schema.ts';
import type { Project } from './project.ts';
import { listPart } from './project-parts.ts';
import { listSources, type RegisterSettings } from './register-settings.ts';

/** In characters; nobody writes such files by hand. */
const LARGEST_SOURCE = 8_000_000;
const FILES_PER_ROUND = 200;

export interface ReadRegister {
  readonly register: Register;
  /** Files that cannot be read, and syntax errors. */
  readonly findings: readonly Finding[];
  /** What was read, generated files left out. */
  readonly texts: readonly CommentedText[];
}

export interface RegisterRequest {
  readonly tree: FileTree;
  /** Absolute. */
  readonly root: string;
  readonly settings: RegisterSettings;
  readonly loaded: ParsedConfig;
  readonly contracts: ContractTypes;
}

export async function readRegister(request: RegisterRequest, say: (what: string) => void): Promise<ReadRegister> {
  const { tree, root, settings, loaded, contracts } = request;
  const paths = await listSources(tree, loaded, settings);
  const findings: Finding[] = [];
  const modules: SourceModule[] = [];
  const texts: CommentedText[] = [];
  const files = await projectFiles({ tree, root, settings: settings.sources });
  const reader = moduleReader();
  for (let from = 0; from < paths.length; from += FILES_PER_ROUND) {
    say(`reading ${from} of ${paths.length} source files`);
    for (const [path, text] of await tree.readMany(paths.slice(from, from + FILES_PER_ROUND))) {
      if (isReadFailure(text)) findings.push(unreadable(path, text.message, text.offset));
      else if (text.text.length > LARGEST_SOURCE) findings.push(unreadable(path, TOO_LARGE));
      else if (!files.isGenerated(path) && generatorOf(path, text.text) === undefined) {
        await reader.load(path);
        const module = reader.read(text);
        const { comments } = module;
        modules.push(withoutBodies(module));
        texts.push({ source: text, comments: () => comments });
        for (const flaw of module.flaws) findings.push({ rule: 'syntax-error', severity: 'error', path, ...flaw });
      }
    }
  }
  say('collecting types');
  const register = collectRegister({
    modules,
    resolve: (from, specifier) => files.resolve(from, specifier),
    subsystems: settings.subsystems,
    contracts,
    pathsIn: reader.pathsIn,
  });
  return { register, findings, texts };
}

/** Thousands of modules are held at once; of Python's, what code does with values is not asked for. */
function withoutBodies(module: SourceModule): SourceModule {
  if (module.language !== 'python') return module;
  const bindings = module.bindings.map((binding) => ({ ...binding, values: [] }));
  return { ...module, calls: [], bindings };
}

const TOO_LARGE = `has more than ${LARGEST_SOURCE / 1_000_000} million characters and is not read`;

function unreadable(path: string, message: string, offset = 0): Finding {
  const said = message.startsWith(path) ? message.slice(path.length + 1) : message;
  return { rule: UNREADABLE_FILE, severity: 'error', path, start: offset, end: offset, message: `file ${said}` };
}

/** All contracts of a project. What is wrong with them is for `leyline lint` to say. */
export async function registerContracts({ tree, parts, importRoots }: Project): Promise<ContractTypes> {
  const listed = await Promise.all(parts.map((part) => listPart(tree, part)));
  const { files } = (await loadSchema(tree, [...new Set(listed.flat())], importRoots)).linked;
  return contractTypes([...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
}
