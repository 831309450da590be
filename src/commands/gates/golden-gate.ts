// The gate of `leyline golden verify`: every fixture, and every codec that is found.

import { CODEC_NAMES } from '../../golden/codecs/codec.ts';
import { goldenFolder, MANIFEST } from '../../inputs/golden/read-golden-set.ts';
import { scratchFolder } from '../../inputs/golden/scratch-folder.ts';
import { counted } from '../../reporters/summary-sentence.ts';
import { readGolden } from '../golden-project.ts';
import { verifyFixtures } from '../golden-verify.ts';
import type { Gate } from './gate.ts';

export const goldenGate: Gate = {
  name: 'golden',
  needsSchema: true,
  waits: true,
  async missing({ project: { contractRoot, tree } }) {
    const folder = goldenFolder(contractRoot ?? '');
    const files = tree.kind(folder) === 'folder' ? await tree.list(folder, ['']) : [];
    // Where no contract root is named, a folder of this name may be anybody's.
    const isOurs = (path: string) => contractRoot !== undefined || path.endsWith(`/${MANIFEST}`);
    return files.some(isOurs)
      ? undefined
      : `there are no fixtures in ${folder}/; 'leyline golden scaffold' makes a start`;
  },
  async run({ project, io, progress }) {
    const golden = await readGolden(project, progress);
    const scratch = scratchFolder();
    try {
      const { fixtures } = golden;
      const request = { fixtures, isWhole: true, wanted: CODEC_NAMES, required: [], io, progress, scratch };
      const { report, columns, absent } = await verifyFixtures(golden, request);
      const { findings, sources, rules } = report;
      const without = absent.length === 0 ? '' : `, without ${absent.map(({ name }) => name).join(', ')}`;
      const note = `${counted(fixtures.length, 'fixture')}, ${counted(columns.length, 'codec')}${without}`;
      return { findings, sources, rules, files: fixtures.length, note };
    } finally {
      scratch.remove();
    }
  },
};
