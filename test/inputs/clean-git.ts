// Git as it is on a fresh machine, for tests that ask it in their own process.

import { afterEach, beforeEach, vi } from 'vitest';

/** Keeps settings of the machine, and of a hook that the tests run in, away from every test of the file. */
export function useCleanGit(): void {
  beforeEach(() => {
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_PREFIX']) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
}
