// Property tests try the same examples in every run, so that a run says something of the change that it is for. Others are
// tried with `LEYLINE_SEED=$RANDOM npm test`.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['LEYLINE_SEED'] ?? 20261121) });
