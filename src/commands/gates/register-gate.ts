// The gate of `leyline register --check`: the committed register lists what is in the source.

import { resolve } from 'node:path';
import { compareRegisters, type RegisterDifference } from '../../register/compare-pages.ts';
import { registerJson } from '../../register/json.ts';
import { registerMarkdown } from '../../register/markdown.ts';
import { counted } from '../../reporters/summary-sentence.ts';
import { readRegister, registerContracts } from '../read-register.ts';
import { committedRegister, judgeRegister } from '../register.ts';
import { registerSettings } from '../register-settings.ts';
import type { Gate } from './gate.ts';
import { gateFinding, gateRules } from './gate-checks.ts';

export const registerGate: Gate = {
  name: 'register',
  needsSchema: false,
  waits: false,
  async missing({ project: { loaded, tree } }) {
    const { output } = registerSettings(loaded.config);
    const isWanted = loaded.config.register !== undefined || tree.has(output);
    return isWanted ? undefined : `there is no ${output}, and no 'register' in the configuration`;
  },
  async run({ project, io, progress }) {
    const { tree, root, loaded } = project;
    const settings = registerSettings(loaded.config);
    const { output, threshold } = settings;
    const contracts = await registerContracts(project);
    const made = await readRegister({ tree, root, settings, loaded, contracts }, (what) => progress.say(what));
    const old = await committedRegister(resolve(root, output), output);
    const isJson = output.toLowerCase().endsWith('.json');
    const text = isJson ? registerJson(made.register) : registerMarkdown(made.register, old, output, { threshold });
    const difference = old === undefined ? undefined : compareRegisters(old, text, isJson);
    const at = { path: output, start: 0, end: 0 };
    const help = "run 'leyline register' and commit what it writes";
    const stale =
      old !== undefined && difference === undefined
        ? []
        : [gateFinding('stale-register', at, staleMessage(difference), help)];
    const report = judgeRegister(made, project, threshold, io);
    const sources = old === undefined ? [] : [[output, { path: output, text: old }] as const];
    return {
      findings: [...report.findings, ...stale],
      sources: new Map([...report.sources, ...sources]),
      rules: new Map([...report.rules, ...gateRules('stale-register')]),
      files: made.texts.length,
      note: counted(made.register.types.length, 'type'),
    };
  },
};

const MOST_TOLD = 3;

function staleMessage(difference: RegisterDifference | undefined): string {
  if (!difference) return 'the register does not exist';
  const { missing, gone, changed } = difference;
  const rows = [
    ...missing.map((row) => `${row} is missing`),
    ...gone.map((row) => `${row} is gone`),
    ...changed.map((row) => `${row} has changed`),
  ];
  if (rows.length === 0) return 'the register is stale: its generated parts read otherwise';
  const rest = rows.length - MOST_TOLD;
  return `the register is stale: ${rows.slice(0, MOST_TOLD).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
