// `leyline golden record` and `leyline golden update`: fixtures made from their twins, for the first time or with a reason.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { Fixture } from '../golden/fixture.ts';
import { type FixtureChange, planFixtures } from '../golden/plan/plan-fixture.ts';
import { equalBytes } from '../golden/verify/examine-fixture.ts';
import { isReadFailure } from '../inputs/files/file-tree.ts';
import { readGivenBytes } from '../inputs/golden/read-bytes.ts';
import { goldenFolder } from '../inputs/golden/read-golden-set.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { chooseOutputs, type OutputOptions } from './choose-outputs.ts';
import {
  exampleMessage,
  findFixture,
  fixtureName,
  type GoldenProject,
  messageNamed,
  refuseBrokenSchema,
  statusOf,
  versionOfMessage,
  withGoldenProject,
} from './golden-project.ts';
import { changedManifests, fixtureFiles, type RowChange, reportRefusal, writeAll } from './golden-write.ts';
import { EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { startProgress } from './progress.ts';

export interface GoldenRecordOptions extends OutputOptions {
  /** For `record`, all that are not recorded yet where none is named. */
  readonly names: readonly string[];
  /** Full name of the type of a fixture that has no row yet. */
  readonly message?: string;
  readonly allow?: readonly string[];
  readonly budget?: number;
  /** A file whose bytes are taken instead of what the twin encodes to. */
  readonly bytes?: string;
  readonly dryRun?: boolean;
}

export interface GoldenUpdateOptions extends GoldenRecordOptions {
  readonly reason: string;
}

export async function goldenRecord(options: GoldenRecordOptions, io: Io): Promise<number> {
  return withGoldenProject(options, io, startProgress(io, options.quiet), async (golden) => {
    refuseBrokenSchema(golden);
    const fixtures =
      options.names.length === 0
        ? pending(golden)
        : await Promise.all(options.names.map((name) => fixtureToRecord(golden, name, options)));
    for (const { id, row, bytes } of fixtures) {
      if (row.sha256 === undefined && bytes === undefined) continue;
      throw new UserError(`fixture '${id}' is recorded already`, {
        hint: `'leyline golden update ${id} --reason …' replaces it`,
      });
    }
    return change(golden, fixtures, { recorded: io.today }, 'recorded', options, io);
  });
}

export async function goldenUpdate(options: GoldenUpdateOptions, io: Io): Promise<number> {
  const reason = options.reason.trim();
  if (reason === '' || /\p{Cc}/u.test(reason)) {
    throw new UserError("'--reason' says in a line why the bytes change", {
      hint: "such as --reason 'loss is a double now'",
    });
  }
  return withGoldenProject(options, io, startProgress(io, options.quiet), async (golden) => {
    refuseBrokenSchema(golden);
    const fixtures = options.names.map((name) => findFixture(golden, name));
    for (const { id, version, row } of fixtures) {
      if (statusOf(golden, version) === 'frozen') {
        throw new UserError(`fixture '${id}' belongs to ${version}, which is frozen`, {
          hint: 'what is frozen stays as it was released; change the twin back, or release a new version',
        });
      }
      if (row.sha256 === undefined)
        throw new UserError(`fixture '${id}' is not recorded yet`, { hint: `'leyline golden record ${id}' does that` });
    }
    return change(golden, fixtures, { changed: io.today, reason }, 'updated', options, io);
  });
}

function pending(golden: GoldenProject): readonly Fixture[] {
  const { fixtures } = golden;
  const waiting = fixtures.filter(({ row }) => row.sha256 === undefined);
  if (waiting.length > 0) return waiting;
  if (fixtures.length === 0) {
    throw new UserError('there are no golden fixtures', { hint: "'leyline golden scaffold' makes a start" });
  }
  throw new UserError('every fixture is recorded already', {
    hint: `name a new one with its type: leyline golden record NAME --message ${exampleMessage(golden)}`,
  });
}

/** A fixture with a row, or a new one of the type given. */
async function fixtureToRecord(
  golden: GoldenProject,
  name: string,
  { message }: GoldenRecordOptions,
): Promise<Fixture> {
  if (message === undefined) return findFixture(golden, name);
  const type = messageNamed(golden, message);
  const written = fixtureName(name, golden.contractRoot, golden.project);
  const id = written.includes('/') ? written : `${versionOfMessage(golden, type) ?? ''}/${written}`;
  const [version = '', own = '', ...rest] = id.split('/');
  if (version === '' || rest.length > 0 || !/^[A-Za-z0-9][\w-]{0,127}$/.test(own)) {
    throw new UserError(`'${name}' is no name for a fixture`, {
      hint: 'a version and a name, such as v2/system_state',
    });
  }
  const known = golden.fixtures.find((fixture) => fixture.id === id);
  if (known) {
    if (known.row.message.value === type.fullName) return known;
    throw new UserError(`fixture '${id}' is of message '${known.row.message.value}'`, { hint: 'choose another name' });
  }
  const path = `${goldenFolder(golden.contractRoot)}/${id}.json`;
  const read = (await golden.project.tree.readMany([path])).get(path);
  const binary = `${goldenFolder(golden.contractRoot)}/${id}.bin`;
  if (golden.project.tree.has(binary))
    throw new UserError(`${binary} is there, and no row of a manifest names it`, {
      hint: 'restore the manifest, or remove the file and record again',
    });
  // Its row is still to be written, so what is wrong is told at the twin.
  const place = { path, start: 0, end: 0 };
  return {
    id,
    version,
    row: {
      name: { value: own, place },
      message: { value: type.fullName, place },
      sha256: undefined,
      size: undefined,
      budget: undefined,
      allow: [],
      place,
    },
    bytes: undefined,
    twin: read && isReadFailure(read) ? (read.kind === 'missing' ? undefined : read.message) : read,
  };
}

async function change(
  golden: GoldenProject,
  fixtures: readonly Fixture[],
  stamp: RowChange['values'],
  done: 'recorded' | 'updated',
  options: GoldenRecordOptions,
  io: Io,
): Promise<number> {
  chooseOutputs(options, io);
  if (options.bytes !== undefined && fixtures.length !== 1) {
    throw new UserError("'--bytes' is for one fixture", { hint: 'name the one' });
  }
  const bytes =
    options.bytes === undefined ? undefined : readGivenBytes(resolve(golden.project.cwd, options.bytes), options.bytes);
  const changes: FixtureChange[] = fixtures.map((fixture) => ({
    fixture,
    allow: options.allow,
    budget: options.budget,
    bytes,
  }));
  const plan = await planFixtures(changes, golden.schema);
  if (plan.findings.length > 0) {
    await reportRefusal(withTwins(golden, fixtures), plan, options, io);
    io.stderr('leyline: nothing was written\n');
    return EXIT_FINDINGS;
  }
  const isSame = ({ fixture, bytes: now }: (typeof plan.planned)[number]) =>
    done === 'updated' &&
    typeof fixture.bytes === 'object' &&
    equalBytes(fixture.bytes, now) &&
    fixture.row.sha256?.value === plan.planned.find((each) => each.fixture === fixture)?.row.sha256 &&
    !options.allow &&
    options.budget === undefined;
  const planned = plan.planned.filter((each) => !isSame(each));
  if (planned.length === 0) {
    io.stdout('nothing to do: the bytes are what the twins say\n');
    return EXIT_CLEAN;
  }
  const rows = planned.map(({ fixture, row }) => ({
    version: fixture.version,
    name: fixture.row.name.value,
    values: { ...row, ...stamp },
  }));
  const files = [...fixtureFiles(golden, planned), ...(await changedManifests(golden, rows))];
  if (options.dryRun !== true) await writeAll(golden, files, io);
  if (options.quiet !== true) {
    for (const { fixture, bytes: now } of planned)
      io.stdout(`${options.dryRun ? 'would be ' : ''}${done}: ${fixture.id}, ${counted(now.length, 'byte')}\n`);
  }
  return EXIT_CLEAN;
}

function withTwins(golden: GoldenProject, fixtures: readonly Fixture[]): GoldenProject {
  return { ...golden, fixtures: [...golden.fixtures, ...fixtures] };
}
