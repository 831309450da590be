// What statements and options an edition has, and which it has no longer.

import type { OptionNamePart } from '../syntax/ast.ts';
import { type CompileFinding, report } from './compile-checks.ts';
import type { OptionsType } from './declarations.ts';
import type { EnumDescriptor, FileDescriptor, MessageDescriptor } from './descriptor.ts';
import type { ReportOption } from './read-value.ts';

export function checkEdition(file: FileDescriptor, flaws: CompileFinding[]): void {
  for (const { modifier } of file.node.imports) {
    if (modifier?.text === 'option' && file.edition < 2024) {
      report(flaws, 'syntax-error', file, modifier, "'import option' comes with edition 2024");
    } else if (modifier?.text === 'weak' && file.edition >= 2024) {
      report(flaws, 'syntax-error', file, modifier, "edition 2024 has no 'import weak'", "remove 'weak'");
    }
  }
}

export function checkVisibility({ file, node }: MessageDescriptor | EnumDescriptor, flaws: CompileFinding[]): void {
  if (node.kind === 'field' || !node.visibility || file.edition >= 2024) return;
  const { text } = node.visibility;
  report(flaws, 'syntax-error', file, node.visibility, `'${text}' comes with edition 2024`, `remove '${text}'`);
}

interface Removed {
  readonly name: string;
  readonly type: OptionsType;
  /** First edition without it. */
  readonly edition: number;
  readonly instead: string;
}

const REMOVED: readonly Removed[] = [
  {
    name: 'packed',
    type: 'FieldOptions',
    edition: 2023,
    instead: 'repeated fields are packed; to change that: [features.repeated_field_encoding = EXPANDED]',
  },
  {
    name: 'java_string_check_utf8',
    type: 'FileOptions',
    edition: 2023,
    instead: "set 'features.(pb.java).utf8_validation'",
  },
  { name: 'ctype', type: 'FieldOptions', edition: 2024, instead: "set 'features.(pb.cpp).string_type'" },
  {
    name: 'java_multiple_files',
    type: 'FileOptions',
    edition: 2024,
    instead: 'remove it: each class has a file of its own',
  },
];

/** For a standard option that is set as a whole. */
export function checkRemovedOption(
  { edition }: FileDescriptor,
  type: OptionsType,
  name: OptionNamePart,
  report: ReportOption,
): void {
  const removed = REMOVED.find((each) => each.name === name.text && each.type === type);
  if (removed && edition >= removed.edition) {
    report(name, `edition ${edition} has no option '${name.text}'`, removed.instead);
  }
}
