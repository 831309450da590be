// What `leyline init` prints: what was found, what is written or would be, and what to do next. Decides nothing.

import { protoLayout } from '../init/proto-layout.ts';
import type { BufLocation } from '../inputs/buf/find-buf.ts';
import type { ConfigLocation } from '../inputs/config/find-config.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { listed } from '../text/listed.ts';
import { unifiedDiff } from '../text/unified-diff.ts';
import type { InitFacts } from './init-facts.ts';
import { type InitPlan, shownPath } from './init-plan.ts';

export function foundText(facts: InitFacts, config: ConfigLocation, buf: BufLocation | undefined): string {
  const { protos, manifests, sources, goStubs, repository, root } = facts;
  const { own, thirdParty } = protoLayout(protos, manifests);
  const packages = [...new Set(own.map((file) => file.package))].sort();
  const inPackages =
    packages.length === 0 ? '' : `, ${packages.length === 1 ? 'package' : 'packages'} ${listed(packages)}`;
  const hosts = repository?.isAtGitHub ? ', at GitHub' : repository?.isAtGitLab ? ', at GitLab' : '';
  const lines = [
    root,
    own.length === 0 ? 'no .proto files' : `${counted(own.length, '.proto file')}${inPackages}`,
    ...(thirdParty.length === 0 ? [] : [`other people's files in ${thirdParty.join(', ')}`]),
    ...(config.name === undefined ? [] : [config.name]),
    ...(buf === undefined ? [] : [buf.name]),
    ...sources.map(
      ({ language, include, generated }) =>
        `${language} in ${include.join(', ')}${generated.length === 0 ? '' : `, generated ${generated.join(', ')}`}`,
    ),
    ...(goStubs === 0 ? [] : [`${counted(goStubs, 'stub')} for Go, which leyline does not look at`]),
    repository === undefined
      ? 'no git repository'
      : `a git repository${repository.below === '' ? '' : ` that begins at ${repository.place.top}`}${hosts}`,
  ];
  return `found\n${lines.map((line) => `  ${line}\n`).join('')}\n`;
}

export type InitMode = 'written' | 'plan' | 'dry-run';

export function planText(plan: InitPlan, facts: InitFacts, mode: InitMode): string {
  const { files, notes } = plan;
  const paths = files.map(({ path }) => shownPath(facts.root, path));
  const width = Math.max(0, ...paths.map((path) => path.length));
  const rows = files.map(({ what }, i) => `  ${(paths[i] ?? '').padEnd(width)}  ${what}\n`).join('');
  const head = mode === 'written' ? 'wrote' : 'would write';
  const written = files.length === 0 ? `nothing to write\n` : `${head}\n${rows}`;
  const told = notes.length === 0 ? '' : `\nnote\n${notes.map((note) => `  ${note}\n`).join('')}`;
  const diffs =
    mode === 'dry-run'
      ? files.map(({ text }, i) => unifiedDiff({ path: '', text: undefined }, { path: paths[i] ?? '', text }))
      : [];
  return `${written}${told}${diffs.length === 0 ? '' : `\n${diffs.join('')}`}${mode === 'written' ? nextText(plan, facts) : ''}`;
}

function nextText({ files, findings, excused }: InitPlan, { isInstalled, repository }: InitFacts): string {
  const isLocked = files.some(({ path }) => path.endsWith('contracts.lock.json'));
  const open = findings - excused;
  const rows: readonly (readonly [command: string, why: string])[] = [
    ['leyline lint', open > 0 ? `shows ${counted(open, 'finding')}` : 'checks the project; it passes now'],
    ...(excused > 0 ? [['leyline lint --update-baseline', 'forgets what has been mended'] as const] : []),
    ...(isLocked ? [['leyline bump', 'makes a release of what has changed'] as const] : []),
    ['leyline check', 'runs all gates, as in CI'],
    ...(isInstalled ? [] : [['npm install --save-dev', 'of leyline, so that everybody here has the same'] as const]),
    ...(repository && files.length > 0 ? [['git add --all', 'and commit, for the others'] as const] : []),
  ];
  const width = Math.max(...rows.map(([command]) => command.length));
  return `\nnext\n${rows.map(([command, why]) => `  ${command.padEnd(width)}  ${why}\n`).join('')}`;
}
