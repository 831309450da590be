// Runs gates beside each other and keeps what each found. A gate that cannot run takes no other with it.

import type { Finding } from '../../diagnostics/finding.ts';
import { type GateOutcome, passes, summarize } from '../../diagnostics/report.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import { INPUT_CHECKS } from '../../inputs/input-checks.ts';
import { COMPILE_CHECKS } from '../../model/proto/schema/compile-checks.ts';
import type { LintOptions } from '../lint-options.ts';
import type { ChosenGates } from './choose-gates.ts';
import type { Gate, GateContext, GateFindings } from './gate.ts';
import { GATES } from './gate-table.ts';

export interface GateResult {
  readonly gate: Gate;
  readonly outcome: GateOutcome;
  /** Why it did not run. */
  readonly reason?: string;
  readonly hint?: string | undefined;
  readonly found?: GateFindings;
  readonly milliseconds: number;
}

/** In the order of the table. */
export async function runGates(
  { wanted, named }: ChosenGates,
  failOn: LintOptions['failOn'],
  context: GateContext,
): Promise<readonly GateResult[]> {
  const results = new Map<Gate, GateResult>();
  const run = async (gate: Gate): Promise<void> => {
    const start = context.io.now();
    const result = wanted.has(gate.name)
      ? await runGate(gate, named.has(gate.name), failOn, context)
      : ({ outcome: 'skipped' } as const);
    results.set(gate, { ...result, gate, milliseconds: context.io.now() - start });
  };
  // What only computes gains nothing by taking turns, and its time would say nothing then.
  const inTurn = async () => {
    for (const gate of GATES) if (!gate.waits) await run(gate);
  };
  await Promise.all([...GATES.filter(({ waits }) => waits).map(run), inTurn()]);
  return GATES.flatMap((gate) => results.get(gate) ?? []);
}

async function runGate(
  gate: Gate,
  isNamed: boolean,
  failOn: LintOptions['failOn'],
  context: GateContext,
): Promise<Omit<GateResult, 'gate' | 'milliseconds'>> {
  try {
    const reason = await gate.missing(context);
    if (reason !== undefined && isNamed) throw new UserError(reason, { hint: `set it up, or leave '--only' out` });
    if (reason !== undefined) return { outcome: 'not set up', reason };
    const found = brokenSchema(gate, context) ?? (await gate.run(context));
    const { findings } = found;
    const isClean = passes({ findings, summary: summarize(findings, 0) }, { failOn });
    return { outcome: isClean ? 'passed' : 'failed', found };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, place, hint } = error;
    const said = place === undefined || message.startsWith(place) ? message : `${place}: ${message}`;
    return { outcome: 'could not run', reason: said, hint };
  }
}

/** Flaws of the contracts themselves are all that such a gate can tell. */
function brokenSchema(gate: Gate, { current }: GateContext): GateFindings | undefined {
  const findings: readonly Finding[] = current.findings.filter(({ severity }) => severity === 'error');
  if (!gate.needsSchema || findings.length === 0) return undefined;
  return {
    findings,
    sources: new Map([...current.files.values()].map(({ source }) => [source.path, source])),
    rules: new Map([...COMPILE_CHECKS, ...INPUT_CHECKS].map((info) => [info.id, info])),
    files: 0,
    note: 'the contracts do not compile',
  };
}
