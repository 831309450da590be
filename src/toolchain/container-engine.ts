// Docker or podman, whichever answers here. Asks what is there and runs what it is told to; never pulls an image.

import { UserError } from '../diagnostics/user-error.ts';
import type { ToolchainPin } from '../model/contract-set.ts';
import { type ContainerRun, containerArguments, imageReference } from './container.ts';
import { type ProgramRun, runProgram } from './run-program.ts';

export const ENGINES = ['docker', 'podman'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface Engine {
  readonly name: EngineName;
  /** Absolute. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const PATIENCE_SECONDS = 30;

export interface EngineSearch {
  readonly env: Engine['env'];
  /** The only one to ask. */
  readonly wanted: EngineName | undefined;
  /** Where its program stands; nothing when it is not installed. */
  readonly find: (name: EngineName) => string | undefined;
}

/** The first that answers; docker's client is often there without what it talks to. */
export async function findEngine({ env, wanted, find }: EngineSearch): Promise<Engine | undefined> {
  for (const name of wanted === undefined ? ENGINES : [wanted]) {
    const program = find(name);
    if (program === undefined) continue;
    const engine = { name, program, env };
    // Docker's tells of the daemon only when there is one.
    const { exitCode } = await ask(engine, ['version', '--format', '{{.Server}}']);
    if (exitCode === 0) return engine;
  }
  return undefined;
}

export async function hasImage(engine: Engine, pin: ToolchainPin): Promise<boolean> {
  return (await ask(engine, ['image', 'inspect', imageReference(pin)])).exitCode === 0;
}

/** An image that is not here is not fetched: the run fails. */
export async function runContainer(
  engine: Engine,
  run: ContainerRun,
  options: { readonly cwd: string; readonly timeoutSeconds: number },
): Promise<ProgramRun> {
  const result = await runProgram(engine.program, containerArguments(run), { ...options, env: engine.env });
  // The client was stopped; the container is not its child.
  if (result.trouble !== undefined) await ask(engine, ['rm', '--force', run.name]);
  return result;
}

export function pullHint(engine: Engine | undefined, pin: ToolchainPin): string {
  return `${engine?.name ?? 'docker'} pull ${imageReference(pin)}`;
}

export function noEngine(wanted: EngineName | undefined): UserError {
  return wanted === undefined
    ? new UserError('neither docker nor podman answers here', { hint: 'install one of them, and start it' })
    : new UserError(`${wanted} does not answer here`, { hint: `install it, and start it` });
}

function ask(engine: Engine, args: readonly string[]): Promise<ProgramRun> {
  return runProgram(engine.program, args, { cwd: '/', env: engine.env, timeoutSeconds: PATIENCE_SECONDS });
}
