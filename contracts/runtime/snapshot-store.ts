// Where a snapshot is kept, as a port. `leyline/contracts/node` keeps it in a file.

/** Keeps one snapshot, which is replaced as a whole. */
export interface SnapshotStore {
  /** The newest snapshot, or undefined where there was none yet. */
  read(): Promise<Uint8Array | undefined>;
  /** Replaces the snapshot: whoever reads, or starts after a crash, sees all of the old or all of the new one. */
  replace(bytes: Uint8Array): Promise<void>;
}
