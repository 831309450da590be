// The version that a package's last part names: `v1`, `v1beta1`, `v2p1alpha`, `v1test`. Says nothing about version folders.

export type Stability = 'stable' | 'alpha' | 'beta' | 'test';

const VERSION = /^v(\d+)(?:(test).*|(?:p(\d+))?(alpha|beta)(\d*))?$/;
const MAX_INT32 = 2 ** 31 - 1;

/** How stable the package says it is; nothing when its name ends in no version, or is nothing but one. */
export function stabilityOf(packageName: string): Stability | undefined {
  const dot = packageName.lastIndexOf('.');
  if (dot === -1 || packageName.charCodeAt(dot + 1) !== 0x76) return undefined;
  const match = VERSION.exec(packageName.slice(dot + 1));
  if (!match) return undefined;
  const [, major, test, patch, channel, minor] = match;
  if (!isNumber(major) || !isNumber(patch) || !isNumber(minor)) return undefined;
  return (test ?? channel ?? 'stable') as Stability;
}

function isNumber(digits: string | undefined): boolean {
  return !digits || (Number(digits) >= 1 && Number(digits) <= MAX_INT32);
}
