// What kind of data a declared type is, if it is data at all: told by decorators and bases in Python, by shape in
// TypeScript. Follows bases through the files of the project.

import type { Expression, SourceModule, TypeDeclaration, TypeReference } from '../model/source-module.ts';
import type { Exports } from './exports.ts';
import type { RegisteredKind } from './register.ts';

const DATACLASS_DECORATORS = new Set([
  ...[
    'dataclass',
    'dataclasses.dataclass',
    'pydantic.dataclasses.dataclass',
    'attrs',
    'attr.s',
    'attr.attrs',
    'attr.dataclass',
  ],
  ...[
    'attr.define',
    'attr.frozen',
    'attr.mutable',
    'attrs.define',
    'attrs.frozen',
    'attrs.mutable',
    'define',
    'frozen',
  ],
]);
const BASES: Readonly<Record<string, RegisteredKind>> = {
  NamedTuple: 'named-tuple',
  namedtuple: 'named-tuple',
  TypedDict: 'typed-dict',
  Protocol: 'protocol',
  BaseModel: 'pydantic-model',
  BaseSettings: 'pydantic-model',
  RootModel: 'pydantic-model',
  Enum: 'enum',
  IntEnum: 'enum',
  StrEnum: 'enum',
  Flag: 'enum',
  IntFlag: 'enum',
};
const MAX_BASES = 20;

export function kindOfType(type: TypeDeclaration, module: SourceModule, exports: Exports): RegisteredKind | undefined {
  return module.language === 'python' ? pythonKind(type, module, exports, MAX_BASES) : scriptKind(type);
}

function pythonKind(
  type: TypeDeclaration,
  module: SourceModule,
  exports: Exports,
  budget: number,
): RegisteredKind | undefined {
  if (type.kind === 'enum') return 'enum';
  if (type.kind !== 'class') return undefined;
  if (type.decorators.some(({ expression }) => isDataclassMark(expression, module))) return 'dataclass';
  if (type.value?.kind === 'call' && lastName(type.value.callee) === 'make_dataclass') return 'dataclass';
  return budget === 0 ? undefined : inheritedKind(type.bases, module, exports, budget);
}

/** A dataclass does not make its subclasses one. */
function inheritedKind(
  bases: readonly TypeReference[],
  module: SourceModule,
  exports: Exports,
  budget: number,
): RegisteredKind | undefined {
  for (const base of bases) {
    const path = base.kind === 'name' ? base.path : [];
    const declared = exports.typeNamed(path, module);
    const kind = declared
      ? pythonKind(declared.type, declared.module, exports, budget - 1)
      : BASES[importedName(path, module).at(-1) ?? ''];
    if (kind !== undefined && kind !== 'dataclass') return kind;
  }
  return undefined;
}

function isDataclassMark(expression: Expression, module: SourceModule): boolean {
  const marked = expression.kind === 'call' ? expression.callee : expression;
  const path = pathOf(marked);
  if (!path) return false;
  const name = importedName(path, module).join('.');
  return DATACLASS_DECORATORS.has(name) || name.endsWith('.dataclass');
}

/** `dc` is `dataclasses.dataclass` after `from dataclasses import dataclass as dc`. */
function importedName(path: readonly string[], { imports }: SourceModule): readonly string[] {
  const [first, ...rest] = path;
  const found = imports.find(({ local, below }) => local === first && !below);
  if (!found) return path;
  const { specifier, imported } = found;
  return [...specifier.split('.').filter((name) => name !== ''), ...(imported === '*' ? [] : [imported]), ...rest];
}

function pathOf(expression: Expression): string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member') return undefined;
  const object = pathOf(expression.object);
  return object && [...object, expression.name];
}

function lastName(expression: Expression): string | undefined {
  return expression.kind === 'name' || expression.kind === 'member' ? expression.name : undefined;
}

function scriptKind(type: TypeDeclaration): RegisteredKind | undefined {
  switch (type.kind) {
    case 'interface':
    case 'schema':
    case 'enum':
      return type.kind;
    case 'alias':
      return hasShape(type.aliased) || type.members.length > 0 ? 'type-alias' : undefined;
    case 'class':
      return isDataClass(type) ? 'class' : undefined;
    default:
      return undefined;
  }
}

function hasShape(type: TypeReference | undefined): boolean {
  return type?.kind === 'shape' || (type?.kind === 'union' && type.of.some(({ kind }) => kind === 'shape'));
}

/** Fields, and no behaviour beside a constructor and what turns it into JSON or text. */
function isDataClass({ members }: TypeDeclaration): boolean {
  const own = members.filter(({ isStatic }) => !isStatic);
  const isInert = (name: string) => name === 'constructor' || name === 'toJSON' || name === 'toString';
  return own.some(({ kind }) => kind === 'field') && own.every(({ kind, name }) => kind === 'field' || isInert(name));
}
