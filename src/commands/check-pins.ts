// How the pins of a toolchain stand on this machine: complete or not, the tool or image here or not, its bytes the pinned
// ones or not. Runs none of them and pulls nothing.

import { thisPlatform } from '../inputs/files/platform.ts';
import { findProgram } from '../inputs/toolchain/find-program.ts';
import { digestProgram, type FoundProgram, programName } from '../inputs/toolchain/pinned-program.ts';
import type { ToolchainPin } from '../model/contract-set.ts';
import { digestFlaw, digestFor, flawWords, plainDigest } from '../model/pin-digest.ts';
import { imageReference } from '../toolchain/container.ts';
import {
  type Engine,
  type EngineName,
  findEngine,
  hasImage,
  noEngine,
  pullHint,
} from '../toolchain/container-engine.ts';
import type { Io } from './io.ts';

export type PinState = 'verified' | 'absent' | 'different' | 'unpinned';

export interface PinCheck {
  readonly kind: ToolchainPin['kind'];
  readonly name: string;
  /** Image or version, as written. */
  readonly reference: string;
  readonly state: PinState;
  /** What was found, or why it is not as it should be. */
  readonly detail: string;
  readonly hint?: string;
}

export interface PinSearch {
  /** Absolute. */
  readonly root: string;
  readonly io: Io;
  readonly engine: EngineName | undefined;
}

export async function checkPins(pins: readonly ToolchainPin[], search: PinSearch): Promise<readonly PinCheck[]> {
  const needsEngine = pins.some(({ kind }) => kind === 'container');
  const engine = needsEngine ? await openEngine(search) : undefined;
  return Promise.all(
    pins.map(async (pin) => ({
      kind: pin.kind,
      name: pin.name.value,
      reference: pin.reference?.value ?? '',
      ...(flawedPin(pin) ?? (pin.kind === 'tool' ? checkTool(pin, search) : await checkImage(pin, engine, search))),
    })),
  );
}

/** The engine that answers on this machine. */
export function openEngine({ root, io: { env }, engine }: PinSearch): Promise<Engine | undefined> {
  return findEngine({ env, wanted: engine, find: (name) => findProgram(name, { root, env }) });
}

type Standing = Pick<PinCheck, 'state' | 'detail' | 'hint'>;

/** What is wrong with the pin as it is written. */
export function flawedPin({ kind, digests, reference, libraries }: ToolchainPin): Standing | undefined {
  const [first] = digests;
  if (!first) return { state: 'unpinned', detail: 'it has no digest', hint: LINT_HINT };
  for (const { value } of [...digests, ...(libraries?.values() ?? [])]) {
    const flaw = digestFlaw(value, kind);
    if (flaw) return { state: 'unpinned', detail: flawWords(flaw), hint: LINT_HINT };
  }
  if (kind === 'container' && digests.some(({ value }) => value !== first.value)) {
    return {
      state: 'unpinned',
      detail: `'${reference?.value}' has another digest than the one below it`,
      hint: LINT_HINT,
    };
  }
  return undefined;
}

const LINT_HINT = "'leyline lint' shows the place, and 'leyline rules unpinned-toolchain' tells more";

function checkTool(pin: ToolchainPin, { root, io: { env } }: PinSearch): Standing {
  const platform = thisPlatform();
  const wanted = digestFor(pin, platform);
  if (!wanted) {
    const pinned = pin.digestOf ? [...pin.digestOf.keys()].join(', ') : pin.platform?.value;
    return { state: 'absent', detail: `it is pinned for ${pinned || 'no platform'}, and this is ${platform}` };
  }
  const found = digestProgram(pin, { root, env });
  if (!found) {
    const detail = pin.script ? `${pin.script.entry.value} is not there` : `'${programName(pin)}' is not on the PATH`;
    return { state: 'absent', detail };
  }
  const other = mismatch(pin, found, wanted.value);
  if (!other) return { state: 'verified', detail: found.path };
  if (other.digest === undefined) return { state: 'absent', detail: `its library ${other.path} is not there` };
  return {
    state: 'different',
    detail: `${other.path} is ${other.digest}, and ${other.wanted} is pinned`,
    hint: `install ${pin.name.value} ${pin.reference?.value ?? ''}, or pin the other one if it is the one that is meant`,
  };
}

export interface Mismatch {
  readonly path: string;
  /** Nothing for a library that is not here. */
  readonly digest: string | undefined;
  readonly wanted: string;
}

/** The first file of a tool that is not the pinned one. */
export function mismatch(pin: ToolchainPin, found: FoundProgram, digest: string): Mismatch | undefined {
  const files = [
    { path: found.path, digest: found.digest, wanted: plainDigest(digest) },
    ...[...(pin.libraries ?? [])].map(([path, { value }]) => ({
      path,
      digest: found.libraries.get(path),
      wanted: plainDigest(value),
    })),
  ];
  return files.find((file) => file.digest !== file.wanted);
}

async function checkImage(
  pin: ToolchainPin,
  engine: Engine | undefined,
  { engine: wanted }: PinSearch,
): Promise<Standing> {
  if (!engine) return { state: 'absent', detail: noEngine(wanted).message };
  if (await hasImage(engine, pin)) return { state: 'verified', detail: `${imageReference(pin)} (${engine.name})` };
  return { state: 'absent', detail: `${engine.name} has no such image`, hint: `to have it: ${pullHint(engine, pin)}` };
}
