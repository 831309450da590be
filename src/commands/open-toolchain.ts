// What `toolchain` and `generate` start with: the project and its toolchain.yaml, whose mistakes end the run.

import { UserError } from '../diagnostics/user-error.ts';
import { readToolchain } from '../inputs/contract-set/read-toolchain.ts';
import { isReadFailure } from '../inputs/files/file-tree.ts';
import type { Toolchain } from '../model/contract-set.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import type { Project } from './project.ts';

export interface OpenToolchain {
  readonly toolchain: Toolchain;
  readonly source: SourceFile;
  /** `path:line:column` of an offset in it. */
  at(offset: number): string;
}

export async function openToolchain({ contractRoot: root, tree }: Project): Promise<OpenToolchain> {
  if (root === undefined) {
    const hint = "name the folder that has the versions: 'contracts: { root: contracts }' in leyline.yaml";
    throw new UserError('there is no contract root, so there is no toolchain', { hint });
  }
  const path = root === '' ? 'build/toolchain.yaml' : `${root}/build/toolchain.yaml`;
  const source = (await tree.readMany([path])).get(path);
  if (!source || isReadFailure(source)) {
    const hint = `write ${path}: docs/toolchain.md says what belongs there`;
    throw new UserError(source?.message ?? `${path} does not exist`, { hint });
  }
  const { value: toolchain, findings } = await readToolchain(source);
  const at = (offset: number) => {
    const { line, column } = positionAt(source, offset);
    return `${path}:${line}:${column}`;
  };
  const [first] = findings;
  if (first) throw new UserError(first.message, { place: at(first.start), ...(first.help && { hint: first.help }) });
  if (!toolchain) throw new UserError(`${path} is empty`, { hint: 'write its content, or remove the file' });
  return { toolchain, source, at };
}
