// `leyline toolchain verify`: whether every pin is a full digest, and every tool and image that is here has it.

import { UserError } from '../diagnostics/user-error.ts';
import { counted } from '../reporters/summary-sentence.ts';
import { visible } from '../reporters/visible.ts';
import type { EngineName } from '../toolchain/container-engine.ts';
import { checkPins, type PinCheck } from './check-pins.ts';
import { type CommonOptions, EXIT_CLEAN, EXIT_FINDINGS, type Io } from './io.ts';
import { openProject } from './open-project.ts';
import { openToolchain } from './open-toolchain.ts';

export interface ToolchainVerifyOptions extends CommonOptions {
  readonly format: 'text' | 'json';
  readonly engine?: EngineName;
  /** What is not on this machine fails, too. */
  readonly requireAll?: boolean;
}

export async function toolchainVerify(options: ToolchainVerifyOptions, io: Io): Promise<number> {
  const project = await openProject(options, io);
  try {
    const { toolchain } = await openToolchain(project);
    if (toolchain.pins.length === 0) {
      throw new UserError(`${toolchain.path} pins nothing`, { hint: 'list tools or containers with their digests' });
    }
    const checks = await checkPins(toolchain.pins, { root: project.root, io, engine: options.engine });
    const fails = (check: PinCheck) =>
      check.state === 'different' || check.state === 'unpinned' || (check.state === 'absent' && options.requireAll);
    const shown = options.quiet ? checks.filter(fails) : checks;
    if (options.format === 'json') io.stdout(`${JSON.stringify({ path: toolchain.path, pins: checks }, null, 2)}\n`);
    else io.stdout(`${shown.map(textOf).join('')}${options.quiet ? '' : summary(toolchain.path, checks)}`);
    return checks.some(fails) ? EXIT_FINDINGS : EXIT_CLEAN;
  } finally {
    await project.tree.close();
  }
}

function textOf({ kind, name, reference, state, detail, hint }: PinCheck): string {
  const line = visible(`${state.padEnd(9)} ${kind} ${name}${reference === '' ? '' : ` ${reference}`}: ${detail}`);
  return `${line}\n${hint === undefined ? '' : `          ${visible(hint)}\n`}`;
}

function summary(path: string, checks: readonly PinCheck[]): string {
  const words = (['verified', 'absent', 'different', 'unpinned'] as const).flatMap((state) => {
    const count = checks.filter((check) => check.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return `\n${path}: ${counted(checks.length, 'pin')}, ${words.join(', ')}\n`;
}
