// `leyline golden scaffold`: readable twins for messages that have no fixture yet, to be looked through and recorded.

import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { planScaffold, type ScaffoldedTwin } from '../golden/plan/plan-scaffold.ts';
import { goldenFolder, MANIFEST } from '../inputs/golden/read-golden-set.ts';
import type { MessageDescriptor } from '../model/proto/schema/descriptor.ts';
import { counted } from '../reporters/summary-sentence.ts';
import {
  type GoldenProject,
  messageNamed,
  refuseBrokenSchema,
  statusOf,
  versionOfMessage,
  withGoldenProject,
} from './golden-project.ts';
import { changedManifests, refuseBrokenManifest, writeAll } from './golden-write.ts';
import { type CommonOptions, EXIT_CLEAN, type Io } from './io.ts';
import { startProgress } from './progress.ts';

export interface GoldenScaffoldOptions extends CommonOptions {
  /** Names of messages; all that have no fixture where none is named. */
  readonly messages: readonly string[];
  readonly cases: 'typical' | 'all';
  readonly dryRun?: boolean;
}

export async function goldenScaffold(options: GoldenScaffoldOptions, io: Io): Promise<number> {
  return withGoldenProject(options, io, startProgress(io, options.quiet), async (golden) => {
    refuseBrokenSchema(golden);
    const wanted = new Set(options.messages.map((name) => messageNamed(golden, name)));
    const versions = messagesByVersion(golden);
    refuseOutsideVersions(golden, versions, wanted);
    const planned = [...versions].flatMap(([version, messages]) =>
      twinsOf(golden, version, messages, wanted, options).map((twin) => ({ version, twin })),
    );
    if (planned.length === 0) {
      refuseFilesInTheWay(golden, versions, options);
      io.stdout('nothing to do: every message has a fixture\n');
      return EXIT_CLEAN;
    }
    const folder = (version: string) => join(golden.project.root, goldenFolder(golden.contractRoot), version);
    const twins = planned.map(({ version, twin }) => ({
      path: join(folder(version), `${twin.name}.json`),
      text: twin.text,
    }));
    const rows = planned.map(({ version, twin }) => ({ version, name: twin.name, values: twin.row }));
    const files = [...twins, ...(await changedManifests(golden, rows))];
    if (options.dryRun !== true) await writeAll(golden, files, io);
    if (options.quiet !== true) tell(planned, options.dryRun === true, io);
    return EXIT_CLEAN;
  });
}

type Versions = ReadonlyMap<string, readonly MessageDescriptor[]>;

function refuseOutsideVersions(
  { contractRoot }: GoldenProject,
  versions: Versions,
  wanted: Iterable<MessageDescriptor>,
) {
  const all = new Set([...versions.values()].flat());
  const outside = [...wanted].find((message) => !all.has(message));
  if (all.size > 0 && !outside) return;
  const what = outside ? `message '${outside.fullName}' is` : 'no message is';
  throw new UserError(`${what} ${outside ? 'not ' : ''}in the folder of a version`, {
    hint: `fixtures belong to versions, which are folders such as ${contractRoot === '' ? '' : `${contractRoot}/`}v1`,
  });
}

/** Twins without a row are somebody's work, or what a lost manifest has left. */
function refuseFilesInTheWay(golden: GoldenProject, versions: Versions, { messages }: GoldenScaffoldOptions): void {
  if (messages.length > 0) return;
  for (const [version, all] of versions) {
    refuseBrokenManifest(golden, `${goldenFolder(golden.contractRoot)}/${version}/${MANIFEST}`);
    const covered = new Set(rowsOf(golden, version).map(({ message }) => message.value));
    const open = all.find(({ fullName }) => !covered.has(fullName));
    if (!open) continue;
    throw new UserError(`message '${open.fullName}' has no fixture, and files in the way of one`, {
      hint: `'leyline golden verify' lists files of ${goldenFolder(golden.contractRoot)}/${version} without a row`,
    });
  }
}

function rowsOf({ folders }: GoldenProject, version: string) {
  return folders.find((each) => each.version === version)?.manifest?.rows ?? [];
}

function messagesByVersion(golden: GoldenProject): ReadonlyMap<string, readonly MessageDescriptor[]> {
  const versions = new Map<string, MessageDescriptor[]>();
  for (const message of golden.schema.messages.values()) {
    const version = versionOfMessage(golden, message);
    if (version === undefined) continue;
    const known = versions.get(version);
    if (known) known.push(message);
    else versions.set(version, [message]);
  }
  return new Map([...versions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function twinsOf(
  golden: GoldenProject,
  version: string,
  messages: readonly MessageDescriptor[],
  wanted: ReadonlySet<MessageDescriptor>,
  { cases, messages: named }: GoldenScaffoldOptions,
): readonly ScaffoldedTwin[] {
  const rows = rowsOf(golden, version);
  const files = golden.folders.find((each) => each.version === version)?.others ?? [];
  const covered = new Set(rows.map(({ message }) => message.value));
  const isWanted = (message: MessageDescriptor) =>
    named.length > 0 ? wanted.has(message) : !covered.has(message.fullName);
  const taken = [
    ...rows.map(({ name }) => name.value),
    ...files.map((path) => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')),
  ];
  return planScaffold(messages, new Set(messages.filter(isWanted)), new Set(taken), {
    schema: golden.schema,
    all: cases === 'all',
    budget: statusOf(golden, version) === 'frozen' ? undefined : golden.current.workspace.contracts.maxMessageSize,
  });
}

function tell(
  planned: readonly { readonly version: string; readonly twin: ScaffoldedTwin }[],
  isDryRun: boolean,
  io: Io,
): void {
  for (const { version, twin } of planned)
    io.stdout(`${isDryRun ? 'would be written' : 'written'}: ${version}/${twin.name}.json, ${twin.message}\n`);
  if (!isDryRun)
    io.stdout(`\nlook through ${counted(planned.length, 'twin')}, then 'leyline golden record' makes their bytes\n`);
}
