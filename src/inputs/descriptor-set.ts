// Reads a descriptor set, as `protoc -o` and `buf build` write it, as canonical schemas by file name. What it holds is
// parsed like any other text afterwards.

import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../diagnostics/user-error.ts';
import { readDescriptorSet } from '../model/proto/binary/read-descriptor-set.ts';
import { WireError } from '../model/proto/binary/wire-fields.ts';
import { printSchema } from '../model/proto/print/print-schema.ts';
import { errorWords } from './files/file-errors.ts';

const LARGEST_SET = 64 * 1024 * 1024;
const MAKE_ONE = "make it with 'protoc --include_imports -o set.binpb …' or 'buf build -o set.binpb'";

/** `absolute` is a path on disk, `shown` what messages call it. */
export function descriptorSetTexts(absolute: string, shown: string): ReadonlyMap<string, string> {
  try {
    const { size } = statSync(absolute);
    if (size > LARGEST_SET) throw new WireError(`it has ${Math.round(size / 1024 / 1024)} MiB, more than are read`);
    const outlines = readDescriptorSet(readFileSync(absolute));
    if (outlines.size === 0) throw new WireError('it has no files');
    return new Map([...outlines].map(([name, outline]) => [name, `${printSchema(outline).join('\n')}\n`]));
  } catch (error) {
    if (error instanceof WireError) {
      throw new UserError(`'${shown}' is not a descriptor set: ${error.message}`, { hint: MAKE_ONE });
    }
    throw new UserError(`'${shown}' cannot be read: ${errorWords(error)}`, { hint: MAKE_ONE });
  }
}
