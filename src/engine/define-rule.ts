// The rule door: everything a rule is, may see and may say. A rule reads no files, clock or environment,
// imports no other rule and keeps no state; what two rules need to know is a fact of the model.

import type { $ZodType, output } from 'zod/v4/core';
import type { Fix, Place, RelatedPlace, Severity } from '../diagnostics/finding.ts';
import type { Comparison } from '../model/change/compare-schemas.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import type { ToolchainPin } from '../model/contract-set.ts';
import type {
  EnumDescriptor,
  EnumValueDescriptor,
  FieldDescriptor,
  FileDescriptor,
  ImportDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  OneofDescriptor,
  ServiceDescriptor,
} from '../model/proto/schema/descriptor.ts';
import type { SharedType } from '../model/shared-type.ts';
import type { SourceUnit } from '../model/source-unit.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Span } from '../text/source-file.ts';

/**
 * Sets of rules that a config can extend. A rule names the smallest sets it is in: `strict` contains `recommended`,
 * `buf-standard` contains `buf-basic`, and that `buf-minimal`. `all` is every rule and is never named by one.
 */
export type Preset =
  | 'recommended'
  | 'strict'
  | 'buf-minimal'
  | 'buf-basic'
  | 'buf-standard'
  | 'buf-comments'
  | 'buf-unary-rpc'
  | BreakingPreset;

/** Sets of rules about changes: what must not change for those who read bytes, or JSON, or build the code. Flat. */
export type BreakingPreset =
  | 'breaking-wire'
  | 'breaking-wire-json'
  | 'breaking-source'
  | 'breaking-strict'
  | 'buf-file'
  | 'buf-package'
  | 'buf-wire-json'
  | 'buf-wire'
  | 'buf-csr';

/** The names inside `{…}` of a message. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Data<Text extends string> = [Placeholder<Text>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: { readonly [Name in Placeholder<Text>]: string | number } };

type ReportOf<Messages extends Record<string, string>> = {
  [Key in keyof Messages & string]: {
    /** Which message; a key of the rule's `messages`. */
    readonly message: Key;
    /** The smallest span that shows the trouble. A bare span lies in the file being visited. */
    readonly at: Span | Place;
    readonly help?: string | undefined;
    readonly related?: readonly RelatedPlace[] | undefined;
    readonly fix?: Fix | undefined;
  } & Data<Messages[Key]>;
}[keyof Messages & string];

export interface RuleContext<Messages extends Record<string, string>, Options> {
  readonly options: Options;
  readonly workspace: Workspace;
  /** Path of the file being visited; in `workspace` hooks every report needs a full place instead. */
  readonly path: string;
  report(report: ReportOf<Messages>): void;
}

/**
 * What a rule wants to be shown. Files are walked once; each hook is called for every element of its kind in source
 * order, outer before inner. Synthetic map entries are not shown; extensions are shown as fields.
 */
export interface Visitor<Messages extends Record<string, string>, Options> {
  file?(file: FileDescriptor, ctx: RuleContext<Messages, Options>): void;
  import?(imported: ImportDescriptor, ctx: RuleContext<Messages, Options>): void;
  message?(message: MessageDescriptor, ctx: RuleContext<Messages, Options>): void;
  field?(field: FieldDescriptor, ctx: RuleContext<Messages, Options>): void;
  oneof?(oneof: OneofDescriptor, ctx: RuleContext<Messages, Options>): void;
  enum?(enumeration: EnumDescriptor, ctx: RuleContext<Messages, Options>): void;
  enumValue?(value: EnumValueDescriptor, ctx: RuleContext<Messages, Options>): void;
  service?(service: ServiceDescriptor, ctx: RuleContext<Messages, Options>): void;
  method?(method: MethodDescriptor, ctx: RuleContext<Messages, Options>): void;
  /** A container image or tool of `build/toolchain.yaml`. */
  toolchainPin?(pin: ToolchainPin, ctx: RuleContext<Messages, Options>): void;
  /**
   * A difference from the version that the run compares with, of elements that are paired by name or number. A rule that
   * asks for changes asks for nothing else, and runs only where there is something to compare with. Reports get the
   * place before of themselves.
   */
  change?(change: SchemaChange, ctx: RuleContext<Messages, Options>, comparison: Comparison): void;
  /** A source file of `sources`: code, or generated from the contracts. */
  source?(unit: SourceUnit, ctx: RuleContext<Messages, Options>): void;
  /** A type that several subsystems import; a rule that asks for these runs in `leyline register` only. */
  sharedType?(type: SharedType, ctx: RuleContext<Messages, Options>): void;
  /** Called once, after all files. */
  workspace?(workspace: Workspace, ctx: RuleContext<Messages, Options>): void;
}

export interface RuleDefinition<Id extends string, Messages extends Record<string, string>, Schema extends $ZodType> {
  /** Kebab-case; names the flagged pattern; the file's name; never used again for something else. */
  readonly id: Id;
  /** The folder the rule stands in. */
  readonly group: string;
  readonly severity: Severity;
  /** Presets that switch the rule on; `strict` contains `recommended`. */
  readonly presets: readonly Preset[];
  /** First release that has the rule. */
  readonly since: string;
  readonly fixable: 'no' | Fix['kind'];
  /** What is wrong with the pattern, in one line without full stop. */
  readonly summary: string;
  /** A short paragraph: what goes wrong, when, for whom. */
  readonly why: string;
  /** Where the demand comes from: `I5, §8.0.2`. */
  readonly source?: string;
  /** Names of the same check in other linters. */
  readonly aliases?: { readonly buf?: string; readonly protolint?: string; readonly apiLinter?: string };
  /** `true`: runs in frozen versions too. Otherwise a frozen version is checked only for not having changed. */
  readonly checksFrozen?: boolean;
  /** Texts by key; `{name}` is filled from the report's `data`. */
  readonly messages: Messages;
  /** Shape and defaults of the rule's options; must accept `{}`. */
  readonly options?: Schema;
  readonly visit: Visitor<Messages, output<Schema>>;
}

/** A rule as the engine holds it: the types of its messages and options are checked where it is defined. */
export type Rule = Omit<RuleDefinition<string, Record<string, string>, $ZodType>, 'visit'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the one place where rules of different message types meet
  readonly visit: Visitor<any, any>;
};

/** A missing, extra or misspelt placeholder, message key or option does not compile. */
export function defineRule<
  const Id extends string,
  const Messages extends Record<string, string>,
  Schema extends $ZodType = $ZodType<Record<string, never>>,
>(rule: RuleDefinition<Id, Messages, Schema>): Rule {
  return rule;
}
