// What a generator gets to see: its contracts and all that they import, as they were read once, in a private copy. The
// digest over exactly these is what generated files are said to be made from.

import { UserError } from '../diagnostics/user-error.ts';
import { loadProtos } from '../inputs/protos/load-protos.ts';
import type { Workplace } from '../inputs/toolchain/workplace.ts';
import type { Generator } from '../model/contract-set.ts';
import { isWellKnownPath, linkFiles } from '../model/proto/schema/link.ts';
import { treeDigest } from '../model/tree-digest.ts';
import { sha256 } from '../text/sha256.ts';
import { positionAt } from '../text/source-file.ts';
import { wellKnownTexts } from '../toolchain/well-known-options.ts';
import type { OpenToolchain } from './open-toolchain.ts';
import type { Project } from './project.ts';
import { contractsOf } from './project-parts.ts';
import { insideRoot } from './release-state.ts';

export interface GeneratorSources {
  /** Below the workplace: the folder that holds `contracts/`, `imports/` and `well-known/`. */
  readonly folder: string;
  /** What code is made of, by path below the contract root. */
  readonly files: readonly string[];
  readonly imports: readonly string[];
  readonly digest: string;
}

export async function copySources(
  generator: Generator,
  project: Project,
  { at }: OpenToolchain,
  workplace: Workplace,
): Promise<GeneratorSources> {
  const { tree, importRoots, contractRoot = '' } = project;
  const isContract = contractsOf(project);
  const wanted = new Set<string>();
  for (const { value, place } of generator.inputs) {
    const folder = [contractRoot, value].filter((part) => part !== '').join('/');
    const found = (await tree.list(folder, ['.proto'])).filter(isContract);
    for (const path of found) wanted.add(path);
    if (found.length > 0) continue;
    const hint = 'inputs are files or folders below the contract root';
    throw new UserError(`there are no contracts in '${folder}'`, { place: at(place.start), hint });
  }
  const files = [...wanted].sort();
  const loaded = await loadProtos(tree, files, importRoots);
  const [flaw] = [...loaded.findings, ...linkFiles(loaded.inputs).findings];
  if (flaw) {
    const source = loaded.inputs.find(({ node }) => node.source.path === flaw.path)?.node.source;
    const { line, column } = source ? positionAt(source, flaw.start) : { line: 1, column: 1 };
    const place = `${flaw.path}:${line}:${column}`;
    throw new UserError(flaw.message, { place, hint: "'leyline lint' tells all about it; nothing was generated" });
  }
  const folder = `in/${generator.name.value}`;
  const digests = new Map<string, string>();
  const others = importRoots.roots.filter((root) => root !== contractRoot);
  for (const { node } of loaded.inputs) {
    const { path, text } = node.source;
    if (isWellKnownPath(path)) continue;
    digests.set(path, sha256(text));
    const places = [
      ...(isBelow(path, contractRoot) ? [`contracts/${insideRoot(path, contractRoot)}`] : []),
      ...others.flatMap((root, i) => (isBelow(path, root) ? [`imports/${i}/${insideRoot(path, root)}`] : [])),
    ];
    for (const place of places) workplace.put(`${folder}/${place}`, text, 0o644);
  }
  for (const [path, text] of wellKnownTexts()) workplace.put(`${folder}/well-known/${path}`, text, 0o644);
  const imports = others.map((_, i) => `imports/${i}`);
  for (const name of ['contracts', ...imports]) workplace.at(`${folder}/${name}`);
  return { folder, files: files.map((path) => insideRoot(path, contractRoot)), imports, digest: treeDigest(digests) };
}

function isBelow(path: string, root: string): boolean {
  return root === '' || path.startsWith(`${root}/`);
}
