// What machine this runs on, as tools are pinned for it, and the Node that runs. Asks the process; reads no files.

/** Such as `linux-x64`. */
export function thisPlatform(): string {
  return `${process.platform}-${process.arch}`;
}

/** Absolute path of the Node that this process is. */
export function thisNode(): string {
  return process.execPath;
}
