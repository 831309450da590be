// What one source file says, in the words of no single language: imports, exports, names and what they stand for, calls,
// types. Plain data, made by the reader of each language; knows no other file and judges nothing.

import type { SourceFile, Span } from '../text/source-file.ts';

export type SourceLanguage = 'typescript' | 'javascript' | 'python';

export interface SourceModule {
  readonly source: SourceFile;
  readonly language: SourceLanguage;
  /** Where the text does not follow the grammar; what could be read of the rest is in the lists below. */
  readonly flaws: readonly SyntaxFlaw[];
  /** Start and end offsets of all comments, in pairs, in source order. */
  readonly comments: readonly number[];
  /** The first is the module's own. */
  readonly scopes: readonly Scope[];
  /** In source order. */
  readonly bindings: readonly Binding[];
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly ModuleExport[];
  /** Every call and `new`, in source order, inner ones too. */
  readonly calls: readonly CallExpression[];
  readonly types: readonly TypeDeclaration[];
  readonly wireCode: readonly WireCode[];
}

export interface SyntaxFlaw extends Span {
  /** Ready to print. */
  readonly message: string;
}

export interface Scope {
  /** Index of the scope around it; -1 for the module's. */
  readonly parent: number;
  readonly kind: 'module' | 'function' | 'class' | 'block' | 'namespace';
  /** Of a class: index of its declaration in `types`. */
  readonly type?: number;
}

export interface Binding extends Span {
  readonly name: string;
  /** Index into `scopes`. */
  readonly scope: number;
  readonly kind: 'import' | 'variable' | 'parameter' | 'function' | 'type' | 'namespace';
  /** Everything that is assigned to it: the initial value first. Destructuring is told as members of what is taken apart. */
  readonly values: readonly Expression[];
  /** As annotated. */
  readonly type?: TypeReference;
  /** Of an import: index into `imports`. Of a type: index into `types`. Of a namespace: index of its scope. */
  readonly refersTo?: number;
}

/** One imported name, or one request for a module as a whole. The span is that of the specifier. */
export interface ModuleImport extends Span {
  /** As written: `./a.ts`, `@scope/name/x`; in Python with its leading dots: `.a.b`, `a.b`. */
  readonly specifier: string;
  /** `*` is the module itself, `default` its default export. */
  readonly imported: string;
  /** Nothing for an import without names, and for `require(…)` and `import(…)`, which are expressions. */
  readonly local?: string;
  /** `import a.b.c` binds `a`; the module stands at `b.c` below it: `['b', 'c']`. */
  readonly below?: readonly string[];
  readonly isTypeOnly: boolean;
}

export interface ModuleExport extends Span {
  /** `*` for `export * from`; `default`; `export =` and `module.exports =` are `=`. */
  readonly name: string;
  /** Of a re-export: which module, and what of it (`*` is the module itself, or with name `*` everything in it). */
  readonly from?: { readonly specifier: string; readonly imported: string };
  /** What is exported, where it is declared here. */
  readonly value?: Expression;
  readonly isTypeOnly: boolean;
}

/** Only as much of an expression as tells what it may stand for. `await`, `!`, parentheses and `as const` are left out. */
export type Expression =
  | NameExpression
  | MemberExpression
  | CallExpression
  | ModuleExpression
  | SelfExpression
  | ChoiceExpression
  | ObjectExpression
  | ListExpression
  | ElementExpression
  | CastExpression
  | FunctionExpression
  | LiteralExpression
  | OtherExpression;

export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
  /** The scope it is looked up from. */
  readonly scope: number;
}

export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  /** Where the name stands. */
  readonly nameStart: number;
}

export interface CallExpression extends Span {
  readonly kind: 'call' | 'new';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** Python's `name=value`. */
  readonly keywords?: readonly NamedExpression[];
  /** Types between `<` and `>`. */
  readonly typeArgs?: readonly TypeReference[];
  readonly scope: number;
}

/** `require(…)`, `import(…)`. */
export interface ModuleExpression extends Span {
  readonly kind: 'module';
  readonly specifier: string;
}

/** `this`; in Python the first parameter of a method. */
export interface SelfExpression extends Span {
  readonly kind: 'self';
  readonly scope: number;
}

/** One of several: `a ?? b`, `c ? a : b`. */
export interface ChoiceExpression extends Span {
  readonly kind: 'choice';
  readonly of: readonly Expression[];
}

export interface NamedExpression {
  readonly name: string;
  readonly value: Expression;
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly members: readonly NamedExpression[];
  /** `...x` in it. */
  readonly spread: readonly Expression[];
}

export interface ListExpression extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** One of what is in a list or map: `list[0]`, the variable of a loop, the parameter of a `map` callback. */
export interface ElementExpression extends Span {
  readonly kind: 'element';
  readonly of: Expression;
}

/** `x as T`, `<T>x`, `x satisfies T`, `cast(T, x)`. */
export interface CastExpression extends Span {
  readonly kind: 'cast';
  readonly type: TypeReference;
  readonly of: Expression;
}

export interface FunctionExpression extends Span {
  readonly kind: 'function';
  readonly returns: readonly Expression[];
  /** As annotated. */
  readonly result?: TypeReference;
}

export interface LiteralExpression extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

export interface OtherExpression extends Span {
  readonly kind: 'other';
}

export type TypeReference = Span &
  (
    | {
        readonly kind: 'name';
        /** `a.b.C` is `['a', 'b', 'C']`. */
        readonly path: readonly string[];
        readonly args: readonly TypeReference[];
        readonly scope: number;
      }
    | { readonly kind: 'typeof'; readonly of: Expression }
    /** `import(…).a.B`. */
    | { readonly kind: 'import'; readonly specifier: string; readonly path: readonly string[] }
    | { readonly kind: 'list'; readonly of: TypeReference }
    /** Unions and intersections. */
    | { readonly kind: 'union'; readonly of: readonly TypeReference[] }
    | { readonly kind: 'shape'; readonly members: readonly Member[] }
    | { readonly kind: 'function'; readonly result?: TypeReference }
    | { readonly kind: 'literal'; readonly value: string }
    /** Mapped, indexed and conditional types: made from what they mention. */
    | { readonly kind: 'derived'; readonly from: readonly TypeReference[] }
    /** `string`, `number`, and what is not told apart. */
    | { readonly kind: 'other' }
  );

/** The span is that of the name. */
export interface Member extends Span {
  readonly name: string;
  readonly kind: 'field' | 'method' | 'enum-value';
  readonly isOptional: boolean;
  readonly isStatic: boolean;
  /** As annotated; of a method, its result. */
  readonly type?: TypeReference;
  /** Initial value and what is assigned through `this`; of a method, the function. */
  readonly values: readonly Expression[];
}

/** The span is that of the name. */
export interface TypeDeclaration extends Span {
  readonly name: string;
  /** `schema`: a value that describes data, such as `z.object({ … })`. `union`: an alias of literals. */
  readonly kind: 'interface' | 'alias' | 'class' | 'enum' | 'schema' | 'union';
  readonly scope: number;
  /** The whole declaration, decorators included. */
  readonly whole: Span;
  readonly isExported: boolean;
  readonly bases: readonly TypeReference[];
  readonly members: readonly Member[];
  readonly decorators: readonly Decorator[];
  /** Python's docstring, without its indentation; in other languages a comment above says as much. */
  readonly doc?: string;
  /** What an alias stands for. */
  readonly aliased?: TypeReference;
  /** What a schema is made by. */
  readonly value?: Expression;
  /** `typing.TypedDict` written as a base has `total=False`, a class its metaclass. */
  readonly keywords?: readonly NamedExpression[];
}

export interface Decorator extends Span {
  readonly expression: Expression;
}

/** Code that reads or writes protobuf's wire format by hand. */
export interface WireCode extends Span {
  /** `tag`: `(field << 3) | wireType`. `varint`: a loop that cuts a number into groups of seven bits. */
  readonly kind: 'tag' | 'varint';
  /** The names in it leave no doubt, whatever stands around: `(fieldNumber << 3) | wireType`. */
  readonly isTelling?: boolean;
}
