// Types that so many subsystems import that they are contracts in all but name: as facts, for a rule to judge.

import type { SharedType } from '../model/shared-type.ts';
import type { Importer, Register, RegisteredType } from './register.ts';
import { shortNames } from './short-names.ts';

export function sharedTypes({ types, subsystems }: Register, threshold: number): SharedType[] {
  const named = shortNames(subsystems);
  return types
    .filter(({ importedBy }) => importedBy.length >= threshold)
    .map((type) => ({
      name: type.name,
      path: type.path,
      ...type.span,
      importedBy: type.importedBy.map((subsystem) => named.get(subsystem) ?? subsystem),
      contract: type.mirrors?.contract,
      imports: firstOfEach(type).map(({ path, start, end }) => ({ path, start, end, message: 'imported here' })),
    }));
}

/** The first import of each other subsystem. */
function firstOfEach({ importedBy, importers }: RegisteredType): Importer[] {
  return importedBy.flatMap((subsystem) => importers.find((importer) => importer.subsystem === subsystem) ?? []);
}
