// `leyline golden scaffold`: readable twins for messages that have no fixture yet, to be looked through and recorded.

import { join } from 'node:path';
import { planScaffold, type ScaffoldedTwin } from '../golden/plan/plan-scaffold.ts';
import { goldenFolder } from '../inputs/golden/read-golden-set.ts';
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
import { changedManifests, writeAll } from './golden-write.ts';
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
    const planned = [...messagesByVersion(golden)].flatMap(([version, messages]) =>
      twinsOf(golden, version, messages, wanted, options).map((twin) => ({ version, twin })),
    );
    if (planned.length === 0) {
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
  const rows = golden.folders.find((each) => each.version === version)?.manifest?.rows ?? [];
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
