// Which gates a run is asked for: by `--only` and `--skip`, else by the configuration.

import { UserError } from '../../diagnostics/user-error.ts';
import { GATE_NAMES, type GateName } from '../../inputs/config/gate-names.ts';
import { nearest } from '../../text/nearest.ts';

export interface GateSelection {
  /** Names as written, several of them separated by commas. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

export interface ChosenGates {
  /** Those that are to run where they are set up. */
  readonly wanted: ReadonlySet<GateName>;
  /** Those that must be set up, since they were asked for by name. */
  readonly named: ReadonlySet<GateName>;
}

export function chooseGates({ only, skip }: GateSelection, skippedByConfig: readonly GateName[] = []): ChosenGates {
  const named = new Set(only === undefined ? [] : gateNames(only, '--only'));
  const skipped = new Set(skip === undefined ? [] : gateNames(skip, '--skip'));
  const clash = [...named].find((name) => skipped.has(name));
  if (clash !== undefined) {
    throw new UserError(`'--only' and '--skip' both name '${clash}'`, { hint: 'leave it out of one of them' });
  }
  const left = only === undefined ? GATE_NAMES.filter((name) => !skippedByConfig.includes(name)) : [...named];
  const wanted = new Set(left.filter((name) => !skipped.has(name)));
  if (wanted.size > 0) return { wanted, named };
  throw new UserError('no gate is left to run', { hint: `gates are ${GATE_NAMES.join(', ')}` });
}

function gateNames(written: readonly string[], option: string): readonly GateName[] {
  const words = written.flatMap((text) => text.split(',').map((word) => word.trim()));
  return words.map((word) => {
    const name = GATE_NAMES.find((known) => known === word);
    if (name) return name;
    const near = nearest(word, GATE_NAMES);
    const hint = near === undefined ? `gates are ${GATE_NAMES.join(', ')}` : `did you mean '${near}'?`;
    if (word !== '') throw new UserError(`unknown gate '${word}'`, { hint });
    const nothing = words.every((other) => other === '') ? '' : ' where two commas, or a comma and an end, meet';
    throw new UserError(`'${option}' names no gate${nothing}`, { hint });
  });
}
