// The register as JSON for machines: a row per type, with everything that is known of it.

import type { Register, RegisteredType } from './register.ts';

export interface JsonRow {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  /** Of the declaration; that of its first decorator is beside it. */
  readonly line: number;
  readonly decoratorLine: number | null;
  readonly subsystem: string;
  readonly summary: string;
  readonly members: readonly string[];
  /** Other subsystems. */
  readonly importedBy: readonly string[];
  readonly importers: readonly { readonly path: string; readonly line: number }[];
  /** Full name of the message or enum that it repeats, and the members that both have. */
  readonly mirrors: string | null;
  readonly mirroredMembers: readonly string[];
}

export function registerJson({ subsystems, types }: Register): string {
  const data = { subsystems: subsystems.map(({ path }) => path), types: types.map(jsonRow) };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function jsonRow(type: RegisteredType): JsonRow {
  const { name, kind, path, line, decoratorLine, subsystem, summary, members, importedBy, importers, mirrors } = type;
  return {
    name,
    kind,
    path,
    line,
    decoratorLine: decoratorLine ?? null,
    subsystem,
    summary,
    members,
    importedBy,
    importers: importers.map((importer) => ({ path: importer.path, line: importer.line })),
    mirrors: mirrors?.contract ?? null,
    mirroredMembers: mirrors?.matching ?? [],
  };
}
