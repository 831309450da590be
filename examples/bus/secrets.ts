// Where both sides have their key from: here an environment variable, elsewhere a vault.

import type { SecretSource } from '../../contracts/index.ts';

export const demoSecrets: SecretSource = {
  read: () => ({
    keys: [
      {
        keyId: 'demo-2026',
        algorithm: 'hmac-sha256',
        secret: new TextEncoder().encode(process.env['LEYLINE_DEMO_SECRET'] ?? ''),
      },
    ],
    signWith: 'demo-2026',
  }),
};
