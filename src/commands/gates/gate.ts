// What a gate of `leyline check` is: whether the project has what it looks at, and what it finds there. Types only.

import type { Report } from '../../diagnostics/report.ts';
import type { GateName } from '../../inputs/config/gate-names.ts';
import type { Io } from '../io.ts';
import type { Current } from '../load-current.ts';
import type { Progress } from '../progress.ts';
import type { Project } from '../project.ts';

export interface GateContext {
  readonly project: Project;
  /** The contracts, loaded once for all gates. */
  readonly current: Current;
  readonly io: Io;
  readonly progress: Progress;
  /** What `--against` or the configuration names. */
  readonly against: string | undefined;
}

export interface GateFindings extends Pick<Report, 'findings' | 'sources' | 'rules'> {
  /** How many files it looked at. */
  readonly files: number;
  /** What it did, in a few words: `12 fixtures, 5 codecs`. */
  readonly note: string;
}

export interface Gate {
  readonly name: GateName;
  /** It means nothing while the contracts do not compile. */
  readonly needsSchema: boolean;
  /** Most of its time goes to programs that it waits for. */
  readonly waits: boolean;
  /** What the project lacks for it; nothing where it is set up. */
  missing(context: GateContext): Promise<string | undefined>;
  run(context: GateContext): Promise<GateFindings>;
}
