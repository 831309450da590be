// How sentences speak of a file's package, and where findings about it point.

import type { Place } from '../diagnostics/finding.ts';
import type { FileDescriptor } from './proto/schema/descriptor.ts';

/** The package statement, or the start of a file that has none. */
export function packagePlace({ path, node }: FileDescriptor): Place {
  const { start, end } = node.package ?? { start: 0, end: 0 };
  return { path, start, end };
}

/** How a sentence about a package's files begins. */
export function filesOfPackage(name: string): string {
  return name === '' ? 'files without a package' : `files of package '${name}'`;
}
