// The table of a run of several gates, as cells; each format makes its own table of them.

import type { GateRow } from '../diagnostics/report.ts';
import { counted } from './summary-sentence.ts';

/** Name, outcome, and what there is to say; with `quiet`, of gates that did not pass though they should have. */
export function gateCells(gates: readonly GateRow[], quiet: boolean): readonly (readonly [string, string, string])[] {
  const shown = quiet ? gates.filter(({ outcome }) => outcome === 'failed' || outcome === 'could not run') : gates;
  return shown.map((gate) => [gate.name, gate.outcome, detail(gate)]);
}

function detail({ errors, warnings, infos, note, milliseconds }: GateRow): string {
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')];
  const found = counts.filter((part) => !part.startsWith('0 ')).join(', ');
  const time = milliseconds === undefined ? '' : `${milliseconds} ms`;
  return [found, note, time].filter((part) => part !== '').join('; ');
}

/** `5 of 6 gates passed`; what is not set up, or was skipped, is no gate of this run. */
export function gateSentence(gates: readonly GateRow[]): string {
  const ran = gates.filter(({ outcome }) => outcome !== 'not set up' && outcome !== 'skipped');
  return `${ran.filter(({ outcome }) => outcome === 'passed').length} of ${counted(ran.length, 'gate')} passed`;
}
