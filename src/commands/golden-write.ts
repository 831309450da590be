// What changes fixtures ends here: a plan becomes files, all of them or none, or is only told. Decides nothing.

import { join } from 'node:path';
import { type Finding, sortFindings } from '../diagnostics/finding.ts';
import { summarize } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { newManifest, type RowValues, setRow } from '../golden/plan/manifest-text.ts';
import type { PlannedFixture } from '../golden/plan/plan-fixture.ts';
import type { Picture } from '../golden/verify/examine-fixture.ts';
import { GOLDEN_CHECKS } from '../golden/verify/golden-checks.ts';
import type { FileToWrite } from '../inputs/files/write.ts';
import { readGoldenManifest } from '../inputs/golden/read-golden-manifest.ts';
import { goldenFolder, MANIFEST } from '../inputs/golden/read-golden-set.ts';
import { visible } from '../reporters/visible.ts';
import { chooseOutputs, type OutputOptions } from './choose-outputs.ts';
import type { GoldenProject } from './golden-project.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';
import { writeReports } from './write-reports.ts';

export interface RowChange {
  readonly version: string;
  readonly name: string;
  readonly values: RowValues;
}

/** The manifests with their rows changed, as files to write. */
export async function changedManifests(
  golden: GoldenProject,
  changes: readonly RowChange[],
): Promise<readonly FileToWrite[]> {
  const versions = [...new Set(changes.map(({ version }) => version))];
  return Promise.all(
    versions.map(async (version) => {
      const folder = `${goldenFolder(golden.contractRoot)}/${version}`;
      const path = `${folder}/${MANIFEST}`;
      const files = golden.folders.find((each) => each.version === version);
      refuseBrokenManifest(golden, path);
      let text = files?.source?.text ?? newManifest(version);
      if (!text.endsWith('\n')) text += '\n';
      const rows = files?.manifest?.rows ?? [];
      for (const { name, values } of changes.filter((change) => change.version === version)) {
        text = setRow(text, { path, rows }, name, values);
      }
      const { findings } = await readGoldenManifest({ path, text }, version);
      const [first] = findings;
      if (first) throw new UserError(`the manifest would not be right any more: ${first.message}`, { place: path });
      return { path: join(golden.project.root, path), text };
    }),
  );
}

export function refuseBrokenManifest({ findings }: GoldenProject, path: string): void {
  const [first] = findings.filter((finding) => finding.path === path);
  if (first) throw new UserError(first.message, { place: path, hint: "'leyline golden verify' tells all about it" });
}

export function fixtureFiles(golden: GoldenProject, planned: readonly PlannedFixture[]): readonly FileToWrite[] {
  return planned.map(({ fixture, bytes }) => {
    const path = `${goldenFolder(golden.contractRoot)}/${fixture.id}.bin`;
    return { path: join(golden.project.root, path), text: bytes };
  });
}

export async function writeAll(golden: GoldenProject, files: readonly FileToWrite[], io: Io): Promise<void> {
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  io.uninterrupted(() => writeFilesAtomically(files, { journalIn: golden.project.root }));
}

/** What keeps fixtures from being written, with pictures where there are any. */
export async function reportRefusal(
  golden: GoldenProject,
  refusal: { readonly findings: readonly Finding[]; readonly pictures: readonly Picture[] },
  options: OutputOptions,
  io: Io,
): Promise<void> {
  const outputs = chooseOutputs(options, io);
  if (outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    for (const { title, text } of refusal.pictures)
      io.stdout(`${visible(title)}\n${text.split('\n').map(visible).join('\n')}\n`);
  }
  const twins = golden.fixtures.flatMap(({ twin }) => (typeof twin === 'object' ? [twin] : []));
  const sources = [...golden.folders.flatMap(({ source }) => source ?? []), ...twins];
  const findings = sortFindings(refusal.findings);
  const report = {
    toolVersion: VERSION,
    findings,
    sources: new Map(sources.map((source) => [source.path, source])),
    rules: new Map(GOLDEN_CHECKS.map((info) => [info.id, info])),
    summary: summarize(findings, new Set(findings.map(({ path }) => path)).size),
  };
  await writeReports(report, outputs, options, io);
}
