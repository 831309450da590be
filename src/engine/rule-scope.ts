// Where a rule has something to say: the policy's word, joined with what is frozen and what is only imported.

import { isFrozen, type Workspace } from '../model/workspace.ts';
import type { ActiveSetting, Policy } from './policy.ts';

/** How the rule runs on the file at `path`, or nothing when it does not. */
export type RuleScope = (rule: { id: string; checksFrozen?: boolean }, path: string) => ActiveSetting | undefined;

export function ruleScope(workspace: Workspace, policy: Policy): RuleScope {
  const underCheck = new Set(workspace.files.map((file) => file.path));
  return (rule, path) => {
    if (workspace.schema.has(path) && !underCheck.has(path)) return undefined;
    if (!rule.checksFrozen && isFrozen(workspace.contracts, path)) return undefined;
    return policy.settingFor(rule.id, path);
  };
}
