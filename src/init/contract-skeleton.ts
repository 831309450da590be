// The files of a contract set: the manifest of versions that are there, or a first version for who has none.

import { compareText } from '../diagnostics/finding.ts';
import type { ProtoFacts, ProtoLayout } from './proto-layout.ts';

export const SKELETON_ROOT = 'contracts';

export interface InitialFile {
  readonly path: string;
  readonly text: string;
}

export function skeletonFiles(): readonly InitialFile[] {
  const facts: ProtoFacts = { path: `${SKELETON_ROOT}/v1/greeting.proto`, package: 'example.greeting.v1', imports: [] };
  const layout = { root: SKELETON_ROOT, thirdParty: [], own: [facts], versions: ['v1'] };
  return [{ path: facts.path, text: EXAMPLE }, manifestFile(layout)];
}

const EXAMPLE = `// An example to replace: one message, in the package of its version.

syntax = "proto3";

package example.greeting.v1;

// What one service tells another.
message Greeting {
  // Who is greeted.
  string name = 1;

  // How often that was tried before.
  uint32 retry_count = 2;
}
`;

export function manifestPath(root: string): string {
  return root === '' ? 'build/versions.yaml' : `${root}/build/versions.yaml`;
}

/** The highest version is the one that is worked on; those before it are not to change any more. */
export function manifestFile({ root = '', own, versions }: Omit<ProtoLayout, 'roots'>): InitialFile {
  const rows = versions.map((name, i) => {
    const below = root === '' ? `${name}/` : `${root}/${name}/`;
    const packages = [...new Set(own.filter(({ path }) => path.startsWith(below)).map((file) => file.package))];
    const status = i === versions.length - 1 ? 'active' : 'frozen';
    const lines = packages.sort(compareText).map((packageName) => `      - ${packageName}\n`);
    return `  ${name}:\n    status: ${status}\n    packages:\n${lines.join('')}`;
  });
  const head = '# Which versions there are, and which packages belong to them.\n';
  return { path: manifestPath(root), text: `${head}versions:\n${rows.join('\n')}` };
}
