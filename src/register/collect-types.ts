// Makes the register from source modules: which types are data, where they stand, who imports them, what they repeat.

import { compareText } from '../diagnostics/finding.ts';
import { type ContractTypes, mirrorOf } from '../model/contract-mirror.ts';
import type { SourceModule, TypeDeclaration } from '../model/source-module.ts';
import { positionAt } from '../text/source-file.ts';
import { createExports, type ResolveImport } from './exports.ts';
import { importersOf } from './importers.ts';
import type { MirroredContract, Register, RegisteredType } from './register.ts';
import { type SubsystemPatterns, subsystemsOf } from './subsystems.ts';
import { summaryOf } from './summary.ts';
import { kindOfType } from './type-kind.ts';
import type { Path } from './uses.ts';

export interface RegisterInput {
  /** Without generated bindings, whose types are the contracts. */
  readonly modules: readonly SourceModule[];
  /** Project path of what an import means. */
  readonly resolve: ResolveImport;
  /** None: the folders that the source divides into. */
  readonly subsystems: SubsystemPatterns | undefined;
  readonly contracts: ContractTypes;
  /** Every `a.b.c` that a text of Python writes. */
  readonly pathsIn: (text: string) => readonly Path[];
}

/** A type with a contract's name has so much in common with it, or is another thing of the same name. */
const LEAST_SHARE = 0.5;

export function collectRegister({ modules, resolve, subsystems, contracts, pathsIn }: RegisterInput): Register {
  const exports = createExports(modules, resolve);
  const importers = importersOf(modules, exports, pathsIn);
  const subsystemOf = subsystemsOf(
    modules.map(({ source }) => source.path),
    subsystems,
  );
  const types: RegisteredType[] = [];
  const found = new Map<string, boolean>();
  for (const module of modules) {
    const { source } = module;
    const subsystem = subsystemOf.get(source.path);
    if (subsystem === undefined) continue;
    found.set(subsystem, (found.get(subsystem) ?? false) || module.language === 'python');
    for (const type of module.types) {
      const name = fullName(type, module);
      const kind = name === undefined ? undefined : kindOfType(type, module, exports);
      if (name === undefined || kind === undefined) continue;
      const from = (importers.get(type) ?? []).toSorted((a, b) => compareText(a.path, b.path) || a.start - b.start);
      const users = from.map((place) => ({ ...place, subsystem: subsystemOf.get(place.path) }));
      const others = new Set(users.flatMap((user) => user.subsystem ?? []));
      others.delete(subsystem);
      const [decorator] = type.decorators;
      types.push({
        name,
        kind,
        path: source.path,
        span: { start: type.start, end: type.end },
        line: positionAt(source, type.start).line,
        decoratorLine: decorator && positionAt(source, decorator.start).line,
        subsystem,
        summary: summaryOf(type, module),
        members: type.members.filter((member) => member.kind !== 'method').map((member) => member.name),
        importedBy: [...others].sort(),
        importers: users,
        mirrors: mirrored(type, contracts),
      });
    }
  }
  return {
    subsystems: [...found]
      .map(([path, hasPython]) => ({ path, hasPython }))
      .sort((a, b) => compareText(a.path, b.path)),
    types: types.sort((a, b) => compareText(a.path, b.path) || a.span.start - b.span.start),
  };
}

/** Nothing for types inside functions, which nobody else can see. */
function fullName(type: TypeDeclaration, { scopes, types }: SourceModule): string | undefined {
  const names = [type.name];
  for (let at = type.scope; at > 0; at = scopes[at]?.parent ?? 0) {
    const scope = scopes[at];
    const outer = scope?.type === undefined ? undefined : types[scope.type];
    if (scope?.kind === 'namespace' || scope?.kind === 'block') continue;
    if (!outer) return undefined;
    names.unshift(outer.name);
  }
  return names.join('.');
}

function mirrored(type: TypeDeclaration, contracts: ContractTypes): MirroredContract | undefined {
  const mirror = mirrorOf(type, contracts);
  if (!mirror || mirror.share < LEAST_SHARE) return undefined;
  return { contract: mirror.descriptor.fullName, matching: mirror.matching };
}
