// Tells from a text alone whether a type in it can repeat one of the contracts: by the names that it declares, and by
// whether enough of the contract's members are written anywhere. Says yes too often rather than not often enough.

import { type ContractType, type ContractTypes, FEWEST_MATCHING, nearName } from '../contract-mirror.ts';

const TYPES = /\b(?:interface|class|type|enum)\s+([A-Za-z_$][\w$]*)/g;
/** What schemas are made with. */
const MAKES_SCHEMA = /[.'"`]\s*(?:object|strictObject|looseObject|interface|enum|nativeEnum)\b/;
/** A schema begins as a call does: not with `new`, a literal, a list or an object. */
const NO_SCHEMA = String.raw`\s*=\s*(?:new\b|["'\x60\d{[])|\s*[;,)]|\s+(?:of|in)\b`;
const VARIABLES = new RegExp(String.raw`\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)(?![\w$]|${NO_SCHEMA})`, 'g');
const PYTHON_VARIABLES = /^([A-Za-z_]\w*) *=/gm;

const LONGEST_NAME = 200;

export function mirrorLook({ byName }: ContractTypes): (text: string, isPython: boolean) => boolean {
  if (byName.size === 0) return () => false;
  const known = new Map<string, readonly ContractType[]>();
  return (text, isPython) => {
    if (declares(text, TYPES)) return true;
    if (isPython) return declares(text, PYTHON_VARIABLES);
    return MAKES_SCHEMA.test(text) && declares(text, VARIABLES);
  };

  function declares(text: string, declarations: RegExp): boolean {
    let written: Written | undefined;
    const tried = new Set<readonly ContractType[]>();
    for (const [, name = ''] of text.matchAll(declarations)) {
      const near = typesNear(name);
      if (near.length === 0 || tried.has(near)) continue;
      tried.add(near);
      // what is written with escapes is found by no search
      if (/\\[ux]/.test(text)) return true;
      const all = written ?? writtenIn(text);
      written = all;
      if (near.some((each) => hasMembers(each, all))) return true;
    }
    return false;
  }

  function typesNear(name: string): readonly ContractType[] {
    const found = known.get(name);
    if (found) return found;
    const near = (name.length < LONGEST_NAME ? byName.get(nearName(name)) : undefined) ?? NONE;
    known.set(name, near);
    return near;
  }
}

const NONE: readonly ContractType[] = [];

interface Written {
  /** In the form of {@link ContractType.members}. */
  readonly names: ReadonlySet<string>;
  /** All letters and digits of the text, in lower case. */
  readonly letters: string;
}

function writtenIn(text: string): Written {
  const lower = text.toLowerCase();
  const names = new Set<string>();
  // `a-b` is a name in quotes, and two names elsewhere
  for (const [name] of lower.matchAll(/[\w-]+/g)) {
    names.add(name.replace(/[_-]/g, ''));
    if (name.includes('-')) for (const part of name.split('-')) names.add(part.replaceAll('_', ''));
  }
  return { names, letters: lower.replace(/[^a-z\d]+/g, '') };
}

function hasMembers({ descriptor, members }: ContractType, { names, letters }: Written): boolean {
  let found = 0;
  for (const name of members.keys()) {
    // the values of an enum may have its name before them
    if (descriptor.kind === 'enum' ? letters.includes(name) : names.has(name)) found++;
    if (found === FEWEST_MATCHING) return true;
  }
  return false;
}
