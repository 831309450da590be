// What every golden command starts with: the project, its schema, and the fixtures that stand in its golden folder.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Finding } from '../diagnostics/finding.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Fixture } from '../golden/fixture.ts';
import { type GoldenSchema, goldenSchema, nearestMessage } from '../golden/golden-schema.ts';
import { settleJournal } from '../inputs/files/journal.ts';
import {
  type GoldenFiles,
  goldenFolder,
  readFixtureFiles,
  readGoldenFolders,
} from '../inputs/golden/read-golden-set.ts';
import type { VersionStatus } from '../model/contract-set.ts';
import type { MessageDescriptor } from '../model/proto/schema/descriptor.ts';
import { nearest } from '../text/nearest.ts';
import type { CommonOptions, Io } from './io.ts';
import { type Current, loadCurrent } from './load-current.ts';
import { openProject } from './open-project.ts';
import type { Progress } from './progress.ts';
import type { Project } from './project.ts';

export interface GoldenProject {
  readonly project: Project;
  readonly current: Current;
  readonly schema: GoldenSchema;
  readonly contractRoot: string;
  readonly folders: readonly GoldenFiles[];
  /** What is wrong with manifests. */
  readonly findings: readonly Finding[];
  /** Sorted by id. */
  readonly fixtures: readonly Fixture[];
}

/** The project is open while `use` works on it. */
export async function withGoldenProject(
  options: CommonOptions,
  io: Io,
  progress: Progress,
  use: (golden: GoldenProject) => Promise<number>,
): Promise<number> {
  const project = await openProject(options, io);
  try {
    settleJournal(project.root, { refuse: false });
    return await use(await readGolden(project, progress));
  } finally {
    progress.done();
    await project.tree.close();
  }
}

export async function readGolden(project: Project, progress: Progress): Promise<GoldenProject> {
  const current = await loadCurrent(project, progress);
  const contractRoot = project.contractRoot ?? '';
  progress.say('reading fixtures');
  const { folders, findings } = await readGoldenFolders(project.tree, contractRoot);
  const fixtures: Fixture[] = [];
  for (const files of folders) {
    const rows = files.manifest?.rows ?? [];
    const read = await readFixtureFiles(
      project.tree,
      project.root,
      files,
      rows.map(({ name }) => name.value),
    );
    for (const row of rows) {
      const { bytes, twin } = read.get(row.name.value) ?? { bytes: undefined, twin: undefined };
      fixtures.push({ id: `${files.version}/${row.name.value}`, version: files.version, row, bytes, twin });
    }
  }
  const sorted = fixtures.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    project,
    current,
    schema: goldenSchema(current.files.values()),
    contractRoot,
    folders,
    findings,
    fixtures: sorted,
  };
}

/** A schema with errors would make everything that follows wrong in ways of its own. */
export function refuseBrokenSchema({ current }: GoldenProject): void {
  const [first] = current.findings;
  if (!first) return;
  throw new UserError(`the contracts do not compile: ${first.message}`, {
    place: first.path,
    hint: "'leyline lint' tells all about it",
  });
}

/** `system_state`, `v2/system_state`, or a path of one of its files. */
export function findFixture({ fixtures, contractRoot, project }: GoldenProject, name: string): Fixture {
  const id = fixtureName(name, contractRoot, project);
  const named = (wanted: string) =>
    fixtures.filter((fixture) => fixture.id === wanted || fixture.row.name.value === wanted);
  const exact = named(id).length > 0 ? named(id) : named(id.replace(FILE_ENDING, ''));
  const [only, ...others] = exact;
  if (only && others.length === 0) return only;
  if (only) {
    throw new UserError(`'${name}' is a fixture of several versions`, {
      hint: `name it with its version: ${exact.map((each) => each.id).join(' or ')}`,
    });
  }
  const near = nearest(
    id,
    fixtures.flatMap((fixture) => [fixture.id, fixture.row.name.value]),
  );
  throw new UserError(`there is no fixture '${name}'`, {
    hint:
      near === undefined
        ? `fixtures are named as '${fixtures[0]?.id ?? 'v2/system_state'}'; 'leyline golden verify --verbose' lists them`
        : `did you mean '${near}'?`,
  });
}

const FILE_ENDING = /\.(?:bin|json)$/;

export function fixtureName(name: string, contractRoot: string, project: Project): string {
  const absolute = resolve(project.cwd, name);
  const inside = relative(resolve(project.root, goldenFolder(contractRoot)), absolute)
    .split(sep)
    .join('/');
  const isFile = FILE_ENDING.test(name) && !inside.startsWith('../') && !isAbsolute(inside);
  return isFile ? inside.replace(FILE_ENDING, '') : name;
}

export function messageNamed(golden: GoldenProject, name: string): MessageDescriptor {
  const { schema } = golden;
  const message = schema.messages.get(name.replace(/^\./, ''));
  if (message) return message;
  const bySuffix = [...schema.messages.values()].filter(({ fullName }) => fullName.endsWith(`.${name}`));
  const [only, other] = bySuffix;
  if (only && !other) return only;
  const near = nearestMessage(name, schema);
  const hint = only
    ? `it is one of ${bySuffix.map(({ fullName }) => fullName).join(', ')}`
    : near === undefined
      ? `name a message of the contracts, such as ${exampleMessage(golden)}`
      : `did you mean '${near}'?`;
  throw new UserError(only ? `there are several messages '${name}'` : `there is no message '${name}'`, { hint });
}

/** A message of the project's own, for hints. */
export function exampleMessage({ current }: GoldenProject): string {
  const [message] = current.workspace.files.flatMap(({ messages }) => messages);
  return message?.fullName ?? 'acme.v1.Example';
}

export function statusOf({ current }: GoldenProject, version: string): VersionStatus | undefined {
  return current.workspace.contracts.manifest?.versions.find(({ name }) => name.value === version)?.status.value;
}

/** The folder below the contract root that holds a message; nothing for what lies in none or is only imported. */
export function versionOfMessage(
  { contractRoot, current }: GoldenProject,
  { file }: MessageDescriptor,
): string | undefined {
  if (!current.workspace.files.includes(file)) return undefined;
  const prefix = contractRoot === '' ? '' : `${contractRoot}/`;
  const [folder, ...rest] = file.path.startsWith(prefix) ? file.path.slice(prefix.length).split('/') : [];
  return rest.length > 0 ? folder : undefined;
}
