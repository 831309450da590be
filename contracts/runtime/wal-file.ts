// The file below a write-ahead log, as a port. `leyline/contracts/node` opens a real one; a test may bring a bad one.

/** A file that is read anywhere and written at its end. No two calls that write overlap. */
export interface WalFile {
  /** Length in bytes. */
  size(): Promise<number>;
  /** Bytes from a place on: as many as asked for, or fewer, down to none at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Writes at the end of the file, durably: the bytes have left the caches of the system (O_DSYNC) once this resolves.
   *
   * @returns how many bytes were written, 1 to all of them
   */
  append(bytes: Uint8Array): Promise<number>;
  /** A barrier (fsync): content and length are durable once this resolves. */
  sync(): Promise<void>;
  /** Cuts the file. */
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}
