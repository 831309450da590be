// Loads what a selection names, links it, and lets the engine judge: the work that `lint` and every gate share.

import { rules } from '../../rules/index.ts';
import { compareText, type Finding } from '../diagnostics/finding.ts';
import { type Report, summarize } from '../diagnostics/report.ts';
import { type CheckResult, checkWorkspace } from '../engine/check-workspace.ts';
import type { Policy } from '../engine/policy.ts';
import type { CommentedText } from '../engine/suppression.ts';
import { yamlComments } from '../engine/yaml-comments.ts';
import { INVALID_MANIFEST } from '../inputs/contract-set/manifest-file.ts';
import { readContractSet } from '../inputs/contract-set/read-contract-set.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { UNREADABLE_FILE } from '../inputs/input-checks.ts';
import type { ContractSet } from '../model/contract-set.ts';
import type { LinkedSchema } from '../model/proto/schema/link.ts';
import { lockPath } from '../model/release/lock.ts';
import { missingLock } from '../model/release/release-state.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import { loadSchema } from './load-schema.ts';
import type { Progress } from './progress.ts';
import type { Project } from './project.ts';
import { contractsOf, listPart } from './project-parts.ts';
import type { ReadRelease } from './release-state.ts';
import type { Selection } from './select-files.ts';
import { VERSION } from './version.ts';

export interface Checking {
  readonly project: Project;
  readonly tree: FileTree;
  readonly selection: Selection;
  readonly policy: Policy;
  /** Fingerprints of the baseline. */
  readonly baseline: ReadonlySet<string>;
  readonly today: string;
  readonly progress: Progress;
}

export interface Checked extends CheckResult {
  readonly filesChecked: number;
}

export async function checkProject(checking: Checking): Promise<Checked> {
  const { project, tree, selection, policy, progress } = checking;
  const protos = selection.sources.length > 0 ? await allProtos(checking) : selection.protos;
  const { loaded, linked } = await loadSchema(tree, protos, project.importRoots, progress);
  const beside = await readContractSet(tree, project.loaded.config);
  const released = await againstLock(tree, beside.contracts, project);
  const wanted = new Set(selection.protos);
  const files = [...linked.files.values()].filter((file) => wanted.has(file.path));
  const sources = selection.sources.length > 0 ? await sourcesOf(checking, linked) : undefined;
  progress.say('checking');
  const result = checkWorkspace({
    workspace: {
      files: files.sort((a, b) => compareText(a.path, b.path)),
      schema: linked.files,
      contracts: beside.contracts,
      isComplete: selection.isComplete,
      release: released?.state,
      ...(sources && { sources: sources.units, contractTypes: sources.contractTypes }),
    },
    compileFindings: [
      ...loaded.findings,
      ...(sources?.findings ?? []),
      ...beside.findings,
      ...(released?.findings ?? []),
      ...listingFailures(tree),
      ...compileFindings(linked, wanted).map((finding) => withImportHelp(finding, project.importHelp)),
    ],
    compileChecks: COMPILE_CHECK_IDS,
    rules,
    policy,
    exceptions: project.exceptions,
    baseline: checking.baseline,
    otherTexts: [
      ...beside.sources.map(yamlText),
      ...(released?.sources ?? []).map((source) => ({ source, comments: () => [] })),
      ...(project.loaded.path === undefined ? [] : [yamlText(project.loaded.source)]),
      ...(sources?.units ?? []).map(({ source, module }) => ({ source, comments: () => module?.comments ?? [] })),
    ],
    today: checking.today,
    isComplete: selection.isComplete,
    partOf: project.partOf,
    bufIgnoresIn: (path) => project.partOf(path)?.bufIgnores,
  });
  // What the rules rely on, and folders whose files nobody sees, matter to every selection.
  const findings = result.findings.filter(
    ({ path, rule }) =>
      selection.includes(path) ||
      rule === INVALID_MANIFEST ||
      tree.failures.has(path) ||
      (released?.state !== undefined && path === beside.contracts.manifest?.path),
  );
  return { ...result, findings, filesChecked: selection.protos.length + selection.sources.length };
}

/** Most projects have neither lock nor release; then nothing is loaded for it. */
async function againstLock(tree: FileTree, contracts: ContractSet, project: Project): Promise<ReadRelease | undefined> {
  if (contracts.root === undefined) return undefined;
  if (!tree.has(lockPath(contracts.root))) return { state: missingLock(contracts), findings: [], sources: [] };
  const { readReleaseState } = await import('./release-state.ts');
  return readReleaseState({ tree, contracts, importRoots: project.importRoots, isContract: contractsOf(project) });
}

/** Source files are compared with all contracts, whatever is selected. */
async function allProtos({ project, tree, selection }: Checking): Promise<readonly string[]> {
  const listed = await Promise.all(project.parts.map((part) => listPart(tree, part)));
  return [...new Set([...selection.protos, ...listed.flat()])].sort();
}

async function sourcesOf({ project, tree, selection, progress }: Checking, linked: LinkedSchema) {
  const { checkedSources } = await import('./checked-sources.ts');
  progress.say(`reading ${selection.sources.length} source files`);
  return checkedSources(project, tree, selection.sources, linked.files.values());
}

export function reportOf(checked: Checked): Report {
  const { findings, sources, rules: ran, filesChecked } = checked;
  return { toolVersion: VERSION, findings, sources, rules: ran, summary: summarize(findings, filesChecked) };
}

function yamlText(source: SourceFile): CommentedText {
  return { source, comments: () => yamlComments(source.text) };
}

function listingFailures(tree: FileTree): Finding[] {
  return [...tree.failures].map(([path, { message }]) => ({
    rule: UNREADABLE_FILE,
    severity: 'error',
    path,
    start: 0,
    end: 0,
    message: message.startsWith(path) ? `folder${message.slice(path.length)}` : message,
  }));
}

function withImportHelp(finding: Finding, help: string | undefined): Finding {
  const isNotFound = finding.rule === 'unresolved-import' && finding.message.endsWith('is not found');
  return isNotFound && help !== undefined ? { ...finding, help } : finding;
}

/** Flaws of the files under check; those of a file that is only imported are told once, at the import. */
function compileFindings({ files, findings }: LinkedSchema, wanted: ReadonlySet<string>): Finding[] {
  const elsewhere = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (wanted.has(finding.path)) continue;
    const known = elsewhere.get(finding.path);
    if (known) known.push(finding);
    else elsewhere.set(finding.path, [finding]);
  }
  const own = findings.filter(({ path }) => wanted.has(path));
  if (elsewhere.size === 0) return own;
  const passedOn: Finding[] = [];
  for (const path of wanted) {
    for (const imported of files.get(path)?.imports ?? []) {
      const flaws = elsewhere.get(imported.file?.path ?? '');
      const first = flaws?.[0];
      if (!flaws || !first || !imported.file) continue;
      const { line, column } = positionAt(imported.file.source, first.start);
      const many = flaws.length === 1 ? 'an error' : `${flaws.length} errors, the first`;
      passedOn.push({
        rule: 'unresolved-import',
        severity: 'error',
        path,
        start: imported.node.path.start,
        end: imported.node.path.end,
        message: `'${imported.path}' has ${many} at ${first.path}:${line}:${column}: ${first.message}`,
      });
    }
  }
  return [...own, ...passedOn];
}
