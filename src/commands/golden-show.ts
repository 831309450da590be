// `leyline golden show` and `leyline golden diff`: any bytes with a message type as an annotated dump, or two beside each
// other. They read; they judge nothing.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { differenceWords } from '../golden/verify/examine-fixture.ts';
import { differencePicture } from '../golden/verify/picture.ts';
import { dumpLines, dumpText, offsetText } from '../golden/wire/dump.ts';
import { firstDifference } from '../golden/wire/first-difference.ts';
import { locate, shownPath } from '../golden/wire/locate.ts';
import { walkWire } from '../golden/wire/walk-wire.ts';
import type { WireTree } from '../golden/wire/wire-field.ts';
import { isThere, readGivenBytes } from '../inputs/golden/read-bytes.ts';
import type { MessageDescriptor } from '../model/proto/schema/descriptor.ts';
import { visible } from '../reporters/visible.ts';
import {
  exampleMessage,
  findFixture,
  type GoldenProject,
  messageNamed,
  refuseBrokenSchema,
  withGoldenProject,
} from './golden-project.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { startProgress } from './progress.ts';

export interface GoldenShowOptions extends CommonOptions {
  /** A fixture, or a file of bytes; `-` is standard input. */
  readonly of: string;
  /** Needed where it is no fixture. */
  readonly message?: string;
  readonly format: 'text' | 'json';
}

export interface GoldenDiffOptions extends CommonOptions {
  readonly before: string;
  readonly after: string;
  readonly message?: string;
}

export async function goldenShow(options: GoldenShowOptions, io: Io): Promise<number> {
  return withGoldenProject(options, io, startProgress(io, options.quiet), async (golden) => {
    refuseBrokenSchema(golden);
    const { bytes, message } = await bytesOf(golden, options.of, options.message, io);
    if (!message)
      throw new UserError(`what message are the bytes of '${options.of}'?`, {
        hint: `'--message' names it, such as --message ${exampleMessage(golden)}`,
      });
    const tree = walkWire(bytes, message, golden.schema);
    io.stdout(options.format === 'json' ? `${JSON.stringify(asData(tree), null, 2)}\n` : asText(tree));
    return tree.isMalformed ? EXIT_FINDINGS : EXIT_CLEAN;
  });
}

export async function goldenDiff(options: GoldenDiffOptions, io: Io): Promise<number> {
  return withGoldenProject(options, io, startProgress(io, options.quiet), async (golden) => {
    refuseBrokenSchema(golden);
    const before = await bytesOf(golden, options.before, options.message, io);
    const after = await bytesOf(golden, options.after, options.message, io);
    const message = before.message ?? after.message;
    if (!message)
      throw new UserError('what message are these bytes?', {
        hint: `'--message' names it, such as --message ${exampleMessage(golden)}`,
      });
    if (before.message && after.message && before.message !== after.message) {
      throw new UserError(`'${before.message.fullName}' and '${after.message.fullName}' cannot be compared`, {
        hint: 'compare fixtures of one message, or name one with --message',
      });
    }
    const [left, right] = [
      walkWire(before.bytes, message, golden.schema),
      walkWire(after.bytes, message, golden.schema),
    ];
    const difference = firstDifference(left, right);
    if (!difference) {
      io.stdout('the bytes are the same\n');
      return EXIT_CLEAN;
    }
    const picture = differencePicture(left, right, difference, [options.before, options.after]);
    io.stdout(`the bytes differ: ${visible(differenceWords(left.bytes, right, difference))}\n\n${lines(picture)}`);
    return EXIT_FINDINGS;
  });
}

interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly message: MessageDescriptor | undefined;
}

async function bytesOf(golden: GoldenProject, name: string, type: string | undefined, io: Io): Promise<NamedBytes> {
  const message = type === undefined ? undefined : messageNamed(golden, type);
  if (name === '-') return { bytes: await io.stdin(), message };
  const path = resolve(golden.project.cwd, name);
  const isFile = isThere(path, 'file');
  const fixture = golden.fixtures.find(
    ({ id }) => resolve(golden.project.root, golden.contractRoot, 'golden', `${id}.bin`) === path,
  );
  if (isFile)
    return {
      bytes: readGivenBytes(path, name),
      message: message ?? (fixture && golden.schema.messages.get(fixture.row.message.value)),
    };
  const isFixture = golden.fixtures.some(({ id, row }) => id === name || row.name.value === name);
  if (!isFixture && isThere(path, 'folder'))
    throw new UserError(`'${name}' is a folder`, { hint: 'name a file of bytes, or a fixture' });
  const { id, bytes, row } = findFixture(golden, name);
  if (typeof bytes !== 'object')
    throw new UserError(`fixture '${id}' has no bytes`, { hint: `'leyline golden record ${id}' makes them` });
  return { bytes, message: message ?? golden.schema.messages.get(row.message.value) };
}

function asText(tree: WireTree): string {
  const { bytes, message, flaws } = tree;
  const shown = dumpLines(tree);
  const flawed = new Set(flaws.map(({ start }) => start));
  const told = flaws.map((flaw) => {
    const { path } = locate(tree, flaw.start);
    return `${offsetText(flaw.start, bytes.length)}  ${path === '' ? message.fullName : shownPath(path)}: ${flaw.words}\n`;
  });
  const dump = dumpText(shown, ({ start }) => flawed.has(start));
  return lines(
    `${message.fullName}, ${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}\n\n${dump}${told.length > 0 ? `\n${told.join('')}` : ''}`,
  );
}

/** What stands in the bytes may be meant for a terminal. */
function lines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function asData(tree: WireTree) {
  const fields = dumpLines(tree).map(({ start, end, tag, node, type, value }) => {
    const { path } = locate(tree, start);
    return {
      offset: start,
      length: end - start,
      tag,
      number: node?.number ?? null,
      name: node?.field?.name ?? null,
      path,
      wireType: type,
      value,
    };
  });
  const flaws = tree.flaws.map(({ kind, start, end, words }) => ({
    kind,
    offset: start,
    length: end - start,
    path: locate(tree, start).path,
    message: words,
  }));
  return { message: tree.message.fullName, size: tree.bytes.length, fields, flaws };
}
