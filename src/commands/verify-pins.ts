// Makes sure of what a generator is run with, before anything is run: every pin complete, every tool copied with the pinned
// digest, every image there. Whatever is not so ends the run.

import { UserError } from '../diagnostics/user-error.ts';
import { thisNode, thisPlatform } from '../inputs/files/platform.ts';
import { copiedProgram, digestProgram, programName } from '../inputs/toolchain/pinned-program.ts';
import type { Workplace } from '../inputs/toolchain/workplace.ts';
import type { Generator, Located, Toolchain, ToolchainPin } from '../model/contract-set.ts';
import { digestFor } from '../model/pin-digest.ts';
import { type Engine, hasImage, noEngine, pullHint } from '../toolchain/container-engine.ts';
import { flawedPin, mismatch, openEngine, type PinSearch } from './check-pins.ts';
import type { OpenToolchain } from './open-toolchain.ts';

export interface PinRequest {
  readonly opened: OpenToolchain;
  readonly search: PinSearch;
  readonly workplace: Workplace;
}

export interface VerifiedPins {
  /** What is run, and then what that uses. */
  readonly pins: readonly ToolchainPin[];
  /** Where a container is run. */
  readonly engine: Engine | undefined;
}

/** Copies of tools stand in `bin/<generator>` of the workplace; `engine` is the one that was found before. */
export async function verifyPins(
  generator: Generator,
  request: PinRequest,
  engine: Engine | undefined,
): Promise<VerifiedPins> {
  const { opened, search } = request;
  const pins = [generator.runs, ...generator.uses].map((name, i) =>
    pinNamed(opened.toolchain, i === 0 ? generator.kind : 'tool', name),
  );
  for (const pin of pins) refuseFlawed(pin, opened);
  if (generator.kind === 'container') {
    const found = engine ?? (await neededEngine(search));
    for (const pin of pins) await refuseAbsentImage(found, pin, opened);
    return { pins, engine: found };
  }
  for (const pin of pins) copyTool(pin, request, `bin/${generator.name.value}`);
  return { pins, engine };
}

function pinNamed({ pins }: Toolchain, kind: ToolchainPin['kind'], { value }: Located<string>): ToolchainPin {
  const pin = pins.find((candidate) => candidate.kind === kind && candidate.name.value === value);
  // The reader has refused names that are not there.
  if (!pin) throw new UserError(`there is no ${kind} '${value}'`);
  return pin;
}

function refuseFlawed(pin: ToolchainPin, { at }: OpenToolchain): void {
  const flaw = flawedPin(pin);
  if (!flaw) return;
  const place = at((pin.digests[0] ?? pin.name).place.start);
  throw new UserError(`${pin.kind} '${pin.name.value}' is not pinned: ${flaw.detail}`, {
    place,
    hint: 'nothing was run; write the full digest',
  });
}

async function neededEngine(search: PinSearch): Promise<Engine> {
  const engine = await openEngine(search);
  if (!engine) throw noEngine(search.engine);
  return engine;
}

async function refuseAbsentImage(engine: Engine, pin: ToolchainPin, { at }: OpenToolchain): Promise<void> {
  if (await hasImage(engine, pin)) return;
  throw new UserError(`${engine.name} has no image '${pin.name.value}' of the pinned digest`, {
    place: at(pin.name.place.start),
    hint: `nothing is pulled unasked: ${pullHint(engine, pin)}`,
  });
}

/** Digests the tool while copying it, and leaves the copy only where the digest is the pinned one. */
function copyTool(pin: ToolchainPin, { opened, search, workplace }: PinRequest, folder: string): void {
  const platform = thisPlatform();
  const name = pin.name.value;
  const wanted = digestFor(pin, platform);
  const place = opened.at((wanted ?? pin.name).place.start);
  if (!wanted) {
    const hint = `add its digest for ${platform}`;
    throw new UserError(`tool '${name}' is not pinned for ${platform}`, { place, hint });
  }
  const found = digestProgram(pin, { root: search.root, env: search.io.env }, workplace.at(folder));
  if (!found) {
    const what = pin.script ? pin.script.entry.value : `'${programName(pin)}'`;
    const hint = `install version ${pin.reference?.value ?? ''}; 'leyline toolchain verify' tells whether it is the pinned one`;
    throw new UserError(`tool '${name}' is not here: ${what} is not found`, { place, hint });
  }
  const other = mismatch(pin, found, wanted.value);
  if (other) {
    const hint = 'nothing was run; install the pinned version, or pin this one if it is the one that is meant';
    throw new UserError(
      `tool '${name}' is not the pinned one: ${other.path} ${other.digest === undefined ? 'is not there' : `is ${other.digest}`}`,
      { place, hint },
    );
  }
  if (!pin.script) return;
  // So that protoc finds a plugin that is a script under its name.
  const script = JSON.stringify(`file://${copiedProgram(pin, workplace.at(folder))}`);
  workplace.put(`${folder}/${name}`, `#!${thisNode()}\nimport(${script});\n`, 0o700);
}
