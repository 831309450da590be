// `leyline golden verify`: every fixture against its checksum, its twin, the canonical form, and every codec there is.

import { rules } from '../../rules/index.ts';
import { type Finding, sortFindings } from '../diagnostics/finding.ts';
import { passes, type Report, summarize } from '../diagnostics/report.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { checkWorkspace } from '../engine/check-workspace.ts';
import type { Policy } from '../engine/policy.ts';
import { yamlComments } from '../engine/yaml-comments.ts';
import { CODEC_NAMES, type CodecName } from '../golden/codecs/codec.ts';
import { type FoundCodecs, findCodecs } from '../golden/codecs/find-codecs.ts';
import type { Fixture } from '../golden/fixture.ts';
import { askCodec, type CodecVerdicts } from '../golden/verify/ask-codecs.ts';
import { type Examined, examineFixture } from '../golden/verify/examine-fixture.ts';
import { GOLDEN_CHECKS, goldenFinding } from '../golden/verify/golden-checks.ts';
import { verdictTable } from '../golden/verify/verdict-table.ts';
import { MANIFEST } from '../inputs/golden/read-golden-set.ts';
import { type ScratchFolder, scratchFolder } from '../inputs/golden/scratch-folder.ts';
import { INPUT_CHECKS } from '../inputs/input-checks.ts';
import { COMPILE_CHECKS } from '../model/proto/schema/compile-checks.ts';
import { visible } from '../reporters/visible.ts';
import type { SourceFile } from '../text/source-file.ts';
import { readBaselinePrints } from './baseline-file.ts';
import { chooseOutputs, type OutputOptions } from './choose-outputs.ts';
import { COMPILE_CHECK_IDS } from './compile-check-ids.ts';
import { codecNames, codecSettings } from './golden-codecs.ts';
import { findFixture, type GoldenProject, statusOf, withGoldenProject } from './golden-project.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { policyOf } from './open-project.ts';
import { type Progress, startProgress } from './progress.ts';
import { VERSION } from './version.ts';
import { writeReports } from './write-reports.ts';

export interface GoldenVerifyOptions extends OutputOptions {
  /** Fixtures; all where none is named. */
  readonly names: readonly string[];
  /** Separated by commas; all that are found where none is named. */
  readonly codecs?: string;
  readonly requireCodecs?: string;
}

export async function goldenVerify(options: GoldenVerifyOptions, io: Io): Promise<number> {
  const required = codecNames(options.requireCodecs, '--require-codecs');
  const wanted =
    options.codecs === undefined ? CODEC_NAMES : [...new Set([...codecNames(options.codecs, '--codecs'), ...required])];
  const outputs = chooseOutputs(options, io);
  const progress = startProgress(io, options.quiet);
  const scratch = scratchFolder();
  try {
    return await withGoldenProject(options, io, progress, async (golden) => {
      const fixtures =
        options.names.length === 0 ? golden.fixtures : options.names.map((name) => findFixture(golden, name));
      refuseNothing(golden, fixtures);
      const isWhole = options.names.length === 0;
      const request = { fixtures, isWhole, wanted, required, io, progress, scratch };
      const { report, examined, columns, absent } = await verifyFixtures(golden, request);
      progress.done();
      if (outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
        const pictures = [...examined, ...columns].flatMap((each) => each.pictures);
        if (options.quiet !== true || pictures.length > 0) {
          for (const { title, text } of pictures) io.stdout(`${visible(title)}\n${visibleLines(text)}\n`);
        }
        if (options.quiet !== true && examined.length > 0)
          io.stdout(`${tableText(examined, columns, options.verbose === true)}\n`);
      }
      if (options.quiet !== true) {
        for (const { name, reason, hint } of absent)
          io.stderr(`leyline: codec '${name}' is left out: ${reason}\n  ${hint}\n`);
      }
      await writeReports(report, outputs, options, io);
      return passes(report, { failOn: 'error' }) ? EXIT_CLEAN : EXIT_FINDINGS;
    });
  } finally {
    scratch.remove();
  }
}

export interface Verifying {
  readonly fixtures: readonly Fixture[];
  /** All that there are. */
  readonly isWhole: boolean;
  readonly wanted: readonly CodecName[];
  readonly required: readonly CodecName[];
  readonly io: Io;
  readonly progress: Progress;
  readonly scratch: ScratchFolder;
}

export interface Verified {
  readonly report: Report;
  readonly examined: readonly Examined[];
  readonly columns: readonly CodecVerdicts[];
  readonly absent: FoundCodecs['absent'];
}

export async function verifyFixtures(golden: GoldenProject, verifying: Verifying): Promise<Verified> {
  const { fixtures, isWhole, wanted, required, io, progress, scratch } = verifying;
  const broken = golden.current.findings.filter(({ severity }) => severity === 'error');
  progress.say('looking for codecs');
  const { codecs, absent } = await findCodecs(wanted, required, codecSettings(io, scratch));
  progress.say(`examining ${fixtures.length} fixtures`);
  const examined =
    broken.length > 0
      ? []
      : fixtures.map((fixture) =>
          examineFixture(fixture, golden.schema, statusOf(golden, fixture.version) === 'frozen'),
        );
  const columns = await Promise.all(
    codecs.map((codec) =>
      askCodec(codec, examined, golden.schema, (done) =>
        progress.say(`${codec.name}: ${done} of ${examined.length} fixtures`),
      ),
    ),
  );
  const ruled = isWhole && broken.length === 0 ? await ruleFindings(golden, io.today) : [];
  return { report: reportOf(golden, examined, columns, broken, ruled, isWhole), examined, columns, absent };
}

function refuseNothing(
  { folders, findings, current, contractRoot }: GoldenProject,
  fixtures: readonly Fixture[],
): void {
  if (fixtures.length > 0 || findings.length > 0 || current.findings.length > 0) return;
  if (folders.some(({ others }) => others.length > 0)) return;
  const place = contractRoot === '' ? 'golden/' : `${contractRoot}/golden/`;
  throw new UserError(`there are no golden fixtures in ${place}`, { hint: "'leyline golden scaffold' makes a start" });
}

function tableText(examined: readonly Examined[], columns: readonly CodecVerdicts[], showsAll: boolean): string {
  const rows = examined.map(({ fixture, findings }) => ({
    id: fixture.id,
    version: fixture.version,
    isSound: findings.length === 0,
  }));
  return verdictTable(rows, columns, showsAll);
}

/** What stands in a fixture may be meant for a terminal. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

const RULE_IDS: ReadonlySet<string> = new Set(['missing-golden', 'message-over-budget']);

function reportOf(
  golden: GoldenProject,
  examined: readonly Examined[],
  columns: readonly CodecVerdicts[],
  broken: readonly Finding[],
  ruled: readonly Finding[],
  isWhole: boolean,
): Report {
  const findings = sortFindings([
    ...broken,
    ...golden.findings,
    ...(isWhole && broken.length === 0 ? strayFiles(golden) : []),
    ...examined.flatMap((each) => each.findings),
    ...columns.flatMap((each) => each.findings),
    ...ruled,
  ]);
  const twins = examined.flatMap(({ fixture: { twin } }) => (typeof twin === 'object' ? [twin] : []));
  const manifests = golden.folders.flatMap(({ source }) => source ?? []);
  const protos = [...golden.current.files.values()].map(({ source }) => source);
  const all: readonly SourceFile[] = [...protos, ...manifests, ...twins];
  const infos = [...GOLDEN_CHECKS, ...INPUT_CHECKS, ...COMPILE_CHECKS, ...rules.filter(({ id }) => RULE_IDS.has(id))];
  return {
    toolVersion: VERSION,
    findings,
    sources: new Map(all.map((source) => [source.path, source])),
    rules: new Map(infos.map((info) => [info.id, info])),
    summary: summarize(findings, examined.length),
  };
}

/** The two rules about fixtures, as configuration, comments, exceptions and the baseline have them. */
async function ruleFindings({ project, current, folders }: GoldenProject, today: string): Promise<readonly Finding[]> {
  const { workspace, beside } = current;
  const manifests = folders.flatMap(({ source }) => source ?? []).map(({ path }) => path);
  const { findings } = checkWorkspace({
    workspace,
    compileFindings: [],
    compileChecks: COMPILE_CHECK_IDS,
    rules,
    policy: limitedTo(RULE_IDS, policyOf(project)),
    exceptions: project.exceptions,
    baseline: await readBaselinePrints(project, project.tree),
    otherTexts: beside
      .filter(({ path }) => manifests.includes(path))
      .map((source) => ({ source, comments: () => yamlComments(source.text) })),
    today,
    isComplete: false,
    partOf: project.partOf,
  });
  return findings.filter(({ rule }) => RULE_IDS.has(rule));
}

function limitedTo(ids: ReadonlySet<string>, policy: Policy): Policy {
  const known = new Map<ReadonlyMap<string, unknown>, Policy['base']>();
  const limited = (settings: Policy['base']) => {
    const kept = known.get(settings) ?? new Map([...settings].filter(([id]) => ids.has(id)));
    known.set(settings, kept);
    return kept;
  };
  return {
    base: limited(policy.base),
    settingsFor: (path) => limited(policy.settingsFor(path)),
    settingFor: (rule, path) => (ids.has(rule) ? policy.settingFor(rule, path) : undefined),
  };
}

function withoutManifest(folder: string, path: string): Finding {
  const help = `restore it, or remove the files; 'leyline golden scaffold' makes a new start`;
  return goldenFinding('golden-files', { path, start: 0, end: 0 }, `${folder}/ has files and no ${MANIFEST}`, help);
}

/** Files that no row names, each told at its manifest. */
function strayFiles({ folders }: GoldenProject): readonly Finding[] {
  return folders.flatMap(({ folder, manifest, source, others, version }) => {
    // Of a manifest that cannot be read, that is told, and not what it would have named.
    if (source && !manifest) return [];
    const [first] = others;
    if (version !== '' && !source && first !== undefined) return [withoutManifest(folder, first)];
    const named = new Set(
      manifest?.rows.flatMap(({ name }) => [`${folder}/${name.value}.bin`, `${folder}/${name.value}.json`]),
    );
    const stray = others.filter((path) => !named.has(path));
    const place = { path: `${folder}/${MANIFEST}`, start: 0, end: 0 };
    return stray.map((path) =>
      version === ''
        ? goldenFinding(
            'golden-files',
            { ...place, path },
            'this file belongs to no version',
            'fixtures stand in a folder for each version, such as golden/v2/',
          )
        : goldenFinding(
            'golden-files',
            { ...place, path },
            `no row of ${place.path} names this file`,
            'add a row, or remove the file',
          ),
    );
  });
}
