// Reads `build/versions.yaml`: which versions there are, in what state, with which packages.

import * as z from 'zod/mini';
import type { ContractVersion, Manifest, VersionStatus } from '../../model/contract-set.ts';
import { nearest } from '../../text/nearest.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { nodeAt, type YamlEntry } from '../yaml/yaml-node.ts';
import {
  located,
  locatedText,
  locatedTexts,
  type ManifestFile,
  type ReadManifest,
  readManifest,
  textAt,
  tolerantObject,
} from './manifest-file.ts';

const STATUSES: readonly VersionStatus[] = ['draft', 'active', 'frozen'];
const SEMVER = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

export function readVersions(source: SourceFile): Promise<ReadManifest<Manifest>> {
  return readManifest(source, manifestSchema(), (root, file) => {
    const versions = nodeAt(root, ['versions']);
    const entries = versions?.kind === 'map' ? versions.entries : [];
    reportSharedPackages(entries, file);
    const read = entries.flatMap((entry) => readVersion(entry, file) ?? []);
    reportSecondActive(read, file);
    return { path: source.path, versions: read };
  });
}

function manifestSchema() {
  const folder = z.string().check(z.regex(/^\w[\w.-]*$/, 'a version is named after its folder, such as v1'));
  return tolerantObject({
    versions: z.record(folder, versionSchema()),
    migration: z.exactOptional(z.record(z.string(), z.unknown())),
  });
}

function versionSchema() {
  const packageName = z
    .string()
    .check(z.regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, 'this is not a package name such as esper.telemetry.v1'));
  return tolerantObject({
    status: z.enum(STATUSES),
    version: z.exactOptional(semver()),
    released: z.exactOptional(z.iso.date()),
    deprecated: z.exactOptional(z.iso.date()),
    packages: z.array(packageName),
  });
}

function semver() {
  return z.union([z.string(), z.number()]).check((payload) => {
    if (SEMVER.test(String(payload.value))) return;
    payload.issues.push({
      code: 'custom',
      message: 'this is not a semantic version',
      params: { hint: 'write three numbers with dots between, such as 1.0.0' },
      input: payload.value,
      continue: true,
    });
  });
}

function readVersion({ key, keySpan, value: node }: YamlEntry, file: ManifestFile): ContractVersion | undefined {
  // A misspelled status is reported; taking it for what was meant keeps it from causing other findings.
  const status = nearest(textAt(node, ['status']), STATUSES);
  const statusNode = nodeAt(node, ['status']);
  if (status === undefined || !statusNode) return undefined;
  return {
    name: located(file, key, keySpan),
    status: located(file, status as VersionStatus, statusNode),
    version: locatedText(file, node, ['version']),
    released: locatedText(file, node, ['released']),
    packages: locatedTexts(file, nodeAt(node, ['packages'])),
  };
}

/** A change belongs to the one version that is worked on; with two of them nobody could say which. */
function reportSecondActive(versions: readonly ContractVersion[], file: ManifestFile): void {
  const [first, ...others] = versions.filter(({ status }) => status.value === 'active');
  for (const { name, status } of others) {
    const message = `${first?.name.value} and ${name.value} are both active`;
    file.report({ message, hint: 'freeze one of them, or make it a draft', span: status.place });
  }
}

function reportSharedPackages(versions: readonly YamlEntry[], file: ManifestFile): void {
  const owners = new Map<string, string>();
  for (const { key, value } of versions) {
    for (const { value: name, place } of locatedTexts(file, nodeAt(value, ['packages']))) {
      const owner = owners.get(name);
      owners.set(name, owner ?? key);
      if (owner === undefined) continue;
      const message =
        owner === key ? `package '${name}' is listed twice` : `package '${name}' already belongs to ${owner}`;
      file.report({ message, hint: 'list each package once, under one version', span: place });
    }
  }
}
