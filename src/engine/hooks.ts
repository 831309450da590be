// Turns rules into lists of functions to call, one list per kind of element, and reports into findings.
// Allocates per set of settings, never per element or file.

import type { Finding, Place } from '../diagnostics/finding.ts';
import { placeBefore } from '../model/change/change-place.ts';
import type { Comparison } from '../model/change/compare-schemas.ts';
import { elementName } from '../model/change/describe-change.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import type { ToolchainPin } from '../model/contract-set.ts';
import type { Descriptor, ImportDescriptor } from '../model/proto/schema/descriptor.ts';
import type { SharedType } from '../model/shared-type.ts';
import type { SourceUnit } from '../model/source-unit.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Span } from '../text/source-file.ts';
import type { Rule, RuleContext, Visitor } from './define-rule.ts';
import type { ActiveSetting, ActiveSettings } from './policy.ts';
import type { RuleScope } from './rule-scope.ts';

export type HookKind = keyof Visitor<Record<string, string>, unknown>;
export type Hook = (
  element: Descriptor | ImportDescriptor | ToolchainPin | SchemaChange | SourceUnit | SharedType | Workspace,
) => void;
export type Hooks = Readonly<Record<HookKind, readonly Hook[]>>;

/** What all hooks of a run share. */
export interface Run {
  readonly workspace: Workspace;
  readonly scope: RuleScope;
  readonly findings: Finding[];
  /** The file being visited; nothing in `workspace` hooks. */
  path: string | undefined;
  /** The change being judged; nothing in other hooks. */
  change?: SchemaChange | undefined;
}

/** In a record, so that a hook that is forgotten here does not compile. */
const EVERY_KIND: Readonly<Record<HookKind, true>> = {
  file: true,
  import: true,
  message: true,
  field: true,
  oneof: true,
  enum: true,
  enumValue: true,
  service: true,
  method: true,
  toolchainPin: true,
  change: true,
  source: true,
  sharedType: true,
  workspace: true,
};
const KINDS = Object.keys(EVERY_KIND) as readonly HookKind[];

/** The hooks of the rules that are on. */
export function gatherHooks(rules: readonly Rule[], settings: ActiveSettings, run: Run): Hooks {
  const hooks = Object.fromEntries(KINDS.map((kind) => [kind, [] as Hook[]])) as Record<HookKind, Hook[]>;
  for (const rule of rules) {
    const setting = settings.get(rule.id);
    if (!setting) continue;
    const context = contextOf(rule, setting, run);
    for (const kind of KINDS) if (rule.visit[kind]) hooks[kind].push(hookOf(rule, kind, context, run));
  }
  return hooks;
}

function hookOf(rule: Rule, kind: HookKind, context: RuleContext<Record<string, string>, unknown>, run: Run): Hook {
  const hook = rule.visit[kind]?.bind(rule.visit) as (element: unknown, ctx: unknown, comparison?: Comparison) => void;
  return (element) => {
    try {
      hook(element, context, run.workspace.changes);
    } catch (cause) {
      throw new Error(`rule '${rule.id}' failed on ${run.path ?? 'the workspace'}`, { cause });
    }
  };
}

interface AnyReport {
  readonly message: string;
  readonly at: Span | Place;
  readonly data?: Readonly<Record<string, string | number>> | undefined;
  readonly help?: string | undefined;
  readonly related?: Finding['related'] | undefined;
  readonly fix?: Finding['fix'] | undefined;
}

function contextOf(rule: Rule, setting: ActiveSetting, run: Run): RuleContext<Record<string, string>, unknown> {
  return {
    options: setting.options,
    workspace: run.workspace,
    get path() {
      return run.path ?? '';
    },
    report({ message, at, data, help, related, fix }: AnyReport) {
      // an import's node has a `path` too, which is no place
      const path = 'path' in at && typeof at.path === 'string' ? at.path : run.path;
      if (path === undefined) throw new Error('a report of a workspace hook needs a place with a path');
      const severity = (path === run.path ? setting : run.scope(rule, path))?.severity;
      if (severity === undefined) return;
      run.findings.push({
        path,
        start: at.start,
        end: at.end,
        rule: rule.id,
        severity,
        message: fill(rule.messages[message] ?? message, data),
        ...(help !== undefined && { help }),
        ...(related !== undefined && { related }),
        ...(fix !== undefined && { fix }),
        ...(run.change && aboutChange(run.change, run.workspace)),
      });
    },
  };
}

/** The place before, and the names by which an exception may mean this very change. */
function aboutChange(change: SchemaChange, { changes }: Workspace): Pick<Finding, 'related' | 'elements'> {
  const names = [change.before, change.after].flatMap((element) => (element ? [elementName(element)] : []));
  const before = placeBefore(change);
  const path = before && changes?.shownBefore(before.path);
  return {
    elements: [...new Set(names)],
    ...(before && path !== undefined && { related: [{ ...before, path, message: 'before' }] }),
  };
}

/** Each text as its parts: what is written, and between that, at odd places, names of data. */
const parts = new Map<string, readonly string[]>();

function fill(text: string, data: Readonly<Record<string, string | number>> = {}): string {
  let known = parts.get(text);
  if (!known) {
    known = text.split(/\{([^{}]*)\}/);
    parts.set(text, known);
  }
  let filled = known[0] ?? '';
  for (let i = 1; i < known.length; i += 2) {
    const name = known[i] ?? '';
    filled += `${Object.hasOwn(data, name) ? data[name] : `{${name}}`}${known[i + 1] ?? ''}`;
  }
  return filled;
}
