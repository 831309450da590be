// The gate of `leyline lint`: all rules over all files of the project.

import { counted } from '../../reporters/summary-sentence.ts';
import { readBaselinePrints } from '../baseline-file.ts';
import { checkProject } from '../check-project.ts';
import { policyOf } from '../open-project.ts';
import { selectFiles } from '../select-files.ts';
import type { Gate } from './gate.ts';

export const lintGate: Gate = {
  name: 'lint',
  needsSchema: false,
  waits: false,
  missing: async () => undefined,
  async run({ project, io, progress }) {
    const { tree } = project;
    const policy = policyOf(project);
    const selection = await selectFiles(tree, project, { paths: [] });
    const baseline = await readBaselinePrints(project, tree);
    const { findings, sources, rules, filesChecked } = await checkProject({
      project,
      tree,
      selection,
      policy,
      baseline,
      today: io.today,
      progress,
    });
    return { findings, sources, rules, files: filesChecked, note: counted(filesChecked, 'file') };
  },
};
