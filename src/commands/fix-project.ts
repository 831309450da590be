// Makes fixes until nothing changes, then writes everything at once; what is reported is what holds afterwards.
// Never touches a file that does not compile, and never writes texts that compile worse than those before.

import { join } from 'node:path';
import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { fixLoop } from '../engine/fix-loop.ts';
import { INVALID_MANIFEST } from '../inputs/contract-set/manifest-file.ts';
import type { FileTree } from '../inputs/files/file-tree.ts';
import { overlayTree } from '../inputs/files/overlay-tree.ts';
import { counted } from '../reporters/summary-sentence.ts';
import type { Checked } from './check-project.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import type { Io } from './io.ts';
import type { LintOptions } from './lint-options.ts';
import type { Project } from './project.ts';

export async function fixProject(
  options: LintOptions,
  project: Project,
  check: (tree: FileTree) => Promise<Checked>,
  io: Io,
): Promise<Checked> {
  const withheld = new Set<string>();
  let before: Checked | undefined;
  const { files, last, applied, isSettled } = await fixLoop(
    async (texts) => {
      const checked = await check(overlayTree(project.tree, texts));
      before ??= checked;
      return { ...checked, findings: withoutRiskyFixes(checked.findings, withheld) };
    },
    { suggestions: options.fixSuggestions ?? false },
  );
  for (const reason of withheld) io.stderr(`leyline: ${reason}\n`);
  if (files.length === 0) return last;
  refuseNewErrors(before?.findings ?? [], last.findings);
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  const toWrite = files.map(({ path, after }) => ({ path: join(project.root, path), text: after }));
  io.uninterrupted(() => writeFilesAtomically(toWrite, { journalIn: project.root }));
  if (!options.quiet) io.stderr(`leyline: made ${amount(applied.length)} in ${counted(files.length, 'file')}\n`);
  if (!isSettled) io.stderr('leyline: some fixes undo each other and were left out; please report this\n');
  return last;
}

function amount(fixes: number): string {
  return fixes === 1 ? '1 fix' : `${fixes} fixes`;
}

/** Flaws that lie in the file itself, whatever other files say; edits would build on a wrong understanding of it. */
const BROKEN_BY = new Set(['syntax-error', 'duplicate-name', 'duplicate-number', 'invalid-number']);

/** The same findings; what must not be fixed has lost its fix, and `reasons` says why. */
function withoutRiskyFixes(findings: readonly Finding[], reasons: Set<string>): Finding[] {
  // Without the manifest nobody knows which versions are frozen.
  const manifest = findings.find(({ rule }) => rule === INVALID_MANIFEST)?.path;
  const broken = new Set(findings.filter(({ rule }) => BROKEN_BY.has(rule)).map(({ path }) => path));
  return findings.map((finding) => {
    if (!finding.fix || finding.excused) return finding;
    const file = finding.fix.edits.find(({ path }) => broken.has(path))?.path;
    if (manifest === undefined && file === undefined) return finding;
    const { fix: _, ...bare } = finding;
    reasons.add(
      manifest === undefined
        ? `${file} is not fixed, because it does not compile`
        : `nothing is fixed, because ${manifest} has errors`,
    );
    return bare;
  });
}

function refuseNewErrors(before: readonly Finding[], after: readonly Finding[]): void {
  const told = ({ rule, path, message }: Finding) => [rule, path, message].join('\0');
  const known = new Set(before.map(told));
  const added = after.find((finding) => COMPILE_CHECK_IDS.has(finding.rule) && !known.has(told(finding)));
  if (!added) return;
  const hint = 'no file was changed; please report this with the file';
  throw new UserError(`the fixes would leave ${added.path} with an error: ${added.message}`, { hint });
}
