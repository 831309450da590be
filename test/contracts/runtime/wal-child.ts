// The program that the kill test kills: appends to a log for as long as it lives, and says what was acknowledged.

import { writeSync } from 'node:fs';
import { openWalFile } from '../../../contracts/runtime/node.ts';
import type { WalFile } from '../../../contracts/runtime/wal-file.ts';
import { openWal } from '../../../contracts/runtime/wal-writer.ts';
import { dataOf } from './wal-data.ts';

const [, , path = '', seed = '0'] = process.argv;

/** Takes few bytes at a time, so that death finds many writes half done. */
function inPieces(file: WalFile, size: number): WalFile {
  return { ...file, append: (bytes) => file.append(bytes.subarray(0, size)) };
}

const file = inPieces(await openWalFile(path), 300 + Number(seed) * 16);
const wal = await openWal(file, { now: Date.now, truncateTornTail: true });
writeSync(1, `open ${wal.found.entries} ${wal.found.state}\n`);
for (let next = wal.found.entries; ; ) {
  // Some go alone, some in company.
  const company = 1 + (next % 4);
  await Promise.all(
    Array.from({ length: company }, async (_, at) => {
      const { sequence } = await wal.append('kill', dataOf(next + at));
      writeSync(1, `${sequence}\n`);
    }),
  );
  next += company;
}
