// What is checked while reading and linking: the ids under which flaws are reported. They cannot be switched off.

import type { Finding, RelatedPlace } from '../../../diagnostics/finding.ts';
import type { RuleInfo } from '../../../diagnostics/report.ts';
import type { Span } from '../../../text/source-file.ts';
import type { FileNode } from '../syntax/ast.ts';
import type { FileDescriptor } from './descriptor.ts';

const CHECKS = {
  'syntax-error': 'the text does not follow the grammar of its language at this place',
  'unresolved-import': 'an imported file is not found, or its path is not one that protobuf allows',
  'import-cycle': 'files import each other in a circle',
  'unresolved-type': 'a name refers to no message or enum that is visible here',
  'invalid-option': 'an option is unknown, or its value does not fit',
  'invalid-field': 'a field has a label, type or default that protobuf does not allow there',
  'invalid-extension': 'an extension, or its number, is not one that the extended message allows',
  'invalid-enum': 'an enum lacks a value that protobuf demands, or allows aliases for nothing',
  'invalid-name': 'a name is not in the style that the edition of the file enforces',
  'duplicate-name': 'two declarations have the same name, in the schema or in JSON',
  'duplicate-number': 'two fields or enum values have the same number',
  'invalid-number': 'a number or a range of numbers is outside what protobuf allows',
  'reserved-conflict': 'a number or name is used that a range or statement keeps',
} as const;

export type CompileCheck = keyof typeof CHECKS;

export const COMPILE_CHECKS: readonly RuleInfo[] = Object.entries(CHECKS).map(([id, summary]) => ({
  id,
  group: 'compile',
  severity: 'error',
  summary,
  why: 'A file that protobuf compilers reject has no meaning that any other rule could judge.',
}));

export interface CompileFinding {
  readonly check: CompileCheck;
  readonly file: FileNode;
  readonly at: Span;
  readonly message: string;
  readonly help?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

export function report(
  flaws: CompileFinding[],
  check: CompileCheck,
  { node: file }: FileDescriptor,
  at: Span,
  message: string,
  help?: string,
  related?: readonly RelatedPlace[],
): void {
  flaws.push({ check, file, at, message, help, ...(related && { related }) });
}

/** Something inside could not be read: what seems to be missing there may be written. */
export function hasSyntaxFlaw({ node }: FileDescriptor, { start, end }: Span): boolean {
  return node.errors.some((flaw) => flaw.start >= start && flaw.start <= end);
}

export function compileFinding(flaw: CompileFinding): Finding {
  return {
    rule: flaw.check,
    severity: 'error',
    path: flaw.file.source.path,
    start: flaw.at.start,
    end: flaw.at.end,
    message: flaw.message,
    ...(flaw.help !== undefined && { help: flaw.help }),
    ...(flaw.related && { related: flaw.related }),
  };
}
