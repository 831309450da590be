// `leyline init`: sets a project up. Finds out what is there, plans new files, shows them, and writes all or none; what
// stands there already is never changed.

import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { findBuf } from '../inputs/buf/find-buf.ts';
import { findConfig } from '../inputs/config/find-config.ts';
import { asker, DEFAULTS } from './init-ask.ts';
import { readInitFacts } from './init-facts.ts';
import { type InitPlan, planInit, shownPath } from './init-plan.ts';
import { foundText, planText } from './init-report.ts';
import { EXIT_CLEAN, type Io } from './io.ts';
import { workingFolder } from './open-project.ts';

export interface InitOptions {
  readonly cwd?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
}

export async function init({ cwd, yes = false, dryRun = false, quiet = false }: InitOptions, io: Io): Promise<number> {
  const folder = workingFolder(cwd, io);
  const config = findConfig(folder);
  const buf = config.name === undefined ? await findBuf(folder) : undefined;
  const facts = await readInitFacts(buf?.root ?? config.root);
  const say = (text: string) => (quiet ? undefined : io.stdout(text));
  say(foundText(facts, config, buf));
  const isAsking = !yes && !dryRun && io.ask !== undefined;
  const ask = isAsking && io.ask ? asker(io.ask, io) : DEFAULTS;
  const plan = await planInit({ facts, config, buf, ask, io, quiet });
  if (!yes && !dryRun && !isAsking) {
    say(planText(plan, facts, 'plan'));
    const hint = "'leyline init --yes' writes this plan, and 'leyline init --dry-run' shows each file";
    throw new UserError('nothing was written, since nobody can be asked here', { hint });
  }
  if (!dryRun) await write(plan, resolve(facts.root), io);
  say(`${isAsking ? '\n' : ''}${planText(plan, facts, dryRun ? 'dry-run' : 'written')}`);
  return EXIT_CLEAN;
}

async function write({ files }: InitPlan, root: string, io: Io): Promise<void> {
  if (files.length === 0) return;
  const { writeFilesAtomically } = await import('../inputs/files/write.ts');
  const isBelow = files.every(({ path }) => !/^\.\.(?:\/|$)/.test(shownPath(root, path)));
  io.uninterrupted(() => writeFilesAtomically(files, isBelow ? { journalIn: root } : {}));
}
