// How a pinned image is named and run: by digest only, without network, reading the contracts and writing one folder.
// Arguments as data; nothing is run here.

import type { ToolchainPin } from '../model/contract-set.ts';
import { plainDigest } from '../model/pin-digest.ts';

/** Where a container finds its files. */
export const CONTAINER_IN = '/leyline/in';
export const CONTAINER_OUT = '/leyline/out';

/** `registry:5000/name@sha256:…`: a tag would be a second name, and engines differ about which of the two counts. */
export function imageReference(pin: ToolchainPin): string {
  const [image = ''] = (pin.reference?.value ?? '').split('@');
  const slash = image.lastIndexOf('/');
  const colon = image.lastIndexOf(':');
  const repository = colon > slash ? image.slice(0, colon) : image;
  return `${repository}@${plainDigest(pin.digests[0]?.value ?? '')}`;
}

export interface ContainerRun {
  readonly pin: ToolchainPin;
  /** By which it can be stopped. */
  readonly name: string;
  /** Absolute path of the folder that it reads, and of the one that it writes. */
  readonly reads: string;
  readonly writes: string;
  /** `uid:gid` that it runs as, so that its files belong to whoever started it. */
  readonly user: string;
  readonly args: readonly string[];
}

export function containerArguments({ pin, name, reads, writes, user, args }: ContainerRun): readonly string[] {
  const [program] = pin.command ?? [];
  return [
    'run',
    '--rm',
    `--name=${name}`,
    '--pull=never',
    '--network=none',
    '--read-only',
    '--tmpfs=/tmp',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    '--security-opt=label=disable',
    `--volume=${reads}:${CONTAINER_IN}:ro`,
    `--volume=${writes}:${CONTAINER_OUT}:rw`,
    `--workdir=${CONTAINER_OUT}`,
    `--user=${user}`,
    ...(program ? [`--entrypoint=${program.value}`] : []),
    imageReference(pin),
    ...args,
  ];
}
