// The changes between two versions as plain data: each with its level, its places and whom it concerns. This is what
// `leyline diff --format json` prints, and what its other formats are made of.

import type { Place } from '../diagnostics/finding.ts';
import { placeAfter, placeBefore } from '../model/change/change-place.ts';
import { withConsequences } from '../model/change/consequences.ts';
import { describeChange, describeTold, elementName } from '../model/change/describe-change.ts';
import { impactFinder, planesOf } from '../model/change/impact.ts';
import { highestLevel, type Level, levelOf } from '../model/change/level.ts';
import type { SchemaChange } from '../model/change/schema-change.ts';
import { crossingOf } from '../model/crossing.ts';
import { positionAt, type SourceFile } from '../text/source-file.ts';
import type { Compared } from './compare-with.ts';

export interface ListedPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export interface ListedChange {
  readonly level: Level;
  /** `field-removed`, `enum-changed`: the kind of fact. */
  readonly kind: string;
  /** Full name; of a file, its path. */
  readonly element: string;
  /** What of it changed, and what it was and is; absent for what came or went. */
  readonly aspect?: string;
  readonly from?: string;
  readonly to?: string;
  /** A sentence with what follows from the change. */
  readonly message: string;
  readonly before?: ListedPlace;
  readonly after?: ListedPlace;
  /** Facts that are there because of this one: a JSON name that changed with the name. */
  readonly consequences?: readonly ListedConsequence[];
  /** Names of the topics that carry it. */
  readonly topics: readonly string[];
}

export type ListedConsequence = Pick<ListedChange, 'level' | 'kind' | 'element' | 'aspect' | 'from' | 'to' | 'message'>;

/** A source file that says the names of types that changed. */
export interface ListedSource extends ListedPlace {
  /** Full names of these types. The place is that of the first. */
  readonly elements: readonly string[];
}

export interface ListedTopic {
  readonly name: string;
  readonly payload: string;
  readonly publishers: readonly string[];
  readonly consumers: readonly string[];
  readonly planes: readonly string[];
  /** The highest of the changes that it carries. */
  readonly level: Level;
}

export interface ChangeReport {
  readonly formatVersion: 1;
  /** What it is compared with, as given. */
  readonly against: string;
  /** The highest of all. */
  readonly level: Level;
  readonly changes: readonly ListedChange[];
  readonly topics: readonly ListedTopic[];
  /** Empty where the configuration names no sources. */
  readonly sources: readonly ListedSource[];
}

export function listChanges({ current, against, changes }: Compared, sources: readonly ListedSource[]): ChangeReport {
  const { workspace } = current;
  const { contracts } = workspace;
  const crossesPlanes = (message: Parameters<typeof crossingOf>[1]) => crossingOf(workspace, message) !== undefined;
  const topicsFor = impactFinder(contracts, against.files, workspace.files);
  const sourcesBefore = new Map(against.files.map(({ source }) => [source.path, source]));
  const factOf = (change: SchemaChange): ListedConsequence => ({
    level: levelOf(change, { crossesPlanes }),
    kind: change.kind,
    element: nameOf(change),
    ...('aspect' in change && aspectOf(change)),
    message: describeChange(change),
  });
  const listed = withConsequences(changes?.changes ?? []).map(({ change, consequences }) => {
    const all = [change, ...consequences];
    const carrying = new Set(all.flatMap(topicsFor));
    const topics = contracts.topics.filter((topic) => carrying.has(topic));
    const fact = factOf(change);
    const following = consequences.map(factOf);
    const before = located(placeBefore(change), sourcesBefore, against.shown);
    const after = change.after && located(placeAfter(change), sourcesOf(workspace.files), (path) => path);
    const row: ListedChange = {
      ...fact,
      level: highestLevel([fact, ...following].map(({ level }) => level)),
      message: describeTold({ change, consequences }),
      ...(before && { before }),
      ...(after && { after }),
      ...(following.length > 0 && { consequences: following }),
      topics: topics.map(({ name }) => name.value),
    };
    return { row, topics };
  });
  const touched = contracts.topics.filter((topic) => listed.some(({ topics }) => topics.includes(topic)));
  return {
    formatVersion: 1,
    against: against.title,
    level: highestLevel(listed.map(({ row }) => row.level)),
    changes: listed.map(({ row }) => row),
    topics: touched.map((topic) => ({
      name: topic.name.value,
      payload: topic.payload.value,
      publishers: topic.publishers.map(({ value }) => value),
      consumers: topic.consumers.map(({ value }) => value),
      planes: planesOf(contracts, topic),
      level: highestLevel(listed.filter(({ topics }) => topics.includes(topic)).map(({ row }) => row.level)),
    })),
    sources,
  };
}

function nameOf({ before, after }: SchemaChange): string {
  const element = after ?? before;
  return element ? elementName(element) : '';
}

function aspectOf({ aspect, option, from, to }: Extract<SchemaChange, { readonly aspect: string }>) {
  const what = option === undefined ? aspect : `${aspect} ${option}`;
  return { aspect: what, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const known = new WeakMap<object, ReadonlyMap<string, SourceFile>>();

function sourcesOf(files: readonly { readonly source: SourceFile }[]): ReadonlyMap<string, SourceFile> {
  const sources = known.get(files) ?? new Map(files.map(({ source }) => [source.path, source]));
  known.set(files, sources);
  return sources;
}

function located(
  place: Place | undefined,
  sources: ReadonlyMap<string, SourceFile>,
  shown: (path: string) => string,
): ListedPlace | undefined {
  const source = place && sources.get(place.path);
  if (!place || !source) return undefined;
  const { line, column } = positionAt(source, place.start);
  return { path: shown(place.path), line, column };
}
