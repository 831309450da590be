// Runs all rules in one walk over the files under check. Findings come as they are met: not sorted, nothing excused.

import type { Finding } from '../diagnostics/finding.ts';
import { placeAfter } from '../model/change/change-place.ts';
import { isFrozen, type Workspace, type WorkspaceChanges } from '../model/workspace.ts';
import type { Rule } from './define-rule.ts';
import { gatherHooks, type Hooks, type Run } from './hooks.ts';
import type { ActiveSettings, Policy } from './policy.ts';
import { ruleScope } from './rule-scope.ts';
import { walkFile } from './walk-file.ts';

export function runRules(workspace: Workspace, rules: readonly Rule[], policy: Policy): Finding[] {
  const run: Run = { workspace, scope: ruleScope(workspace, policy), findings: [], path: undefined };
  const forAll = hooksBySettings(rules, run);
  const forFrozen = hooksBySettings(
    rules.filter((rule) => rule.checksFrozen),
    run,
  );
  if (workspace.changes) {
    runOnChanges(workspace.changes, run, (path) => forAll(policy.settingsFor(path)));
    return run.findings;
  }
  if (workspace.sharedTypes) {
    for (const type of workspace.sharedTypes) {
      run.path = type.path;
      for (const hook of forAll(policy.settingsFor(type.path)).sharedType) hook(type);
    }
    return run.findings;
  }
  for (const file of workspace.files) {
    run.path = file.path;
    const hooksOf = isFrozen(workspace.contracts, file.path) ? forFrozen : forAll;
    walkFile(file, hooksOf(policy.settingsFor(file.path)));
  }
  const { toolchain } = workspace.contracts;
  if (toolchain) {
    run.path = toolchain.path;
    const hooks = forAll(policy.settingsFor(toolchain.path));
    for (const pin of toolchain.pins) for (const hook of hooks.toolchainPin) hook(pin);
  }
  for (const unit of workspace.sources ?? []) {
    run.path = unit.path;
    for (const hook of forAll(policy.settingsFor(unit.path)).source) hook(unit);
  }
  run.path = undefined;
  for (const hook of gatherHooks(rules, workspaceSettings(workspace, policy), run).workspace) hook(workspace);
  return run.findings;
}

function runOnChanges({ changes, entryChanges }: WorkspaceChanges, run: Run, hooksFor: (path: string) => Hooks): void {
  for (const change of [...changes, ...entryChanges]) {
    if (change.pairing !== 'identity') continue;
    run.change = change;
    run.path = placeAfter(change).path;
    for (const hook of hooksFor(run.path).change) hook(change);
  }
}

function hooksBySettings(rules: readonly Rule[], run: Run): (settings: ActiveSettings) => Hooks {
  const known = new Map<ActiveSettings, Hooks>();
  return (settings) => {
    const hooks = known.get(settings) ?? gatherHooks(rules, settings, run);
    known.set(settings, hooks);
    return hooks;
  };
}

/** A workspace hook runs once if its rule is on anywhere: with the base options, else those of the first file that has it on. */
function workspaceSettings(workspace: Workspace, policy: Policy): ActiveSettings {
  const settings = new Map(policy.base);
  for (const distinct of new Set(workspace.files.map((file) => policy.settingsFor(file.path)))) {
    for (const [rule, setting] of distinct) if (!settings.has(rule)) settings.set(rule, setting);
  }
  return settings;
}
