// A configuration that uses every key.

export const FULL_CONFIG = `
contracts:
  root: ./contracts/
  imports: [third_party/protos, .]
planes:
  training: { packages: [esper.system_state.*, esper.x], subsystems: [Tolaria, kasmina], internal: [esper.x.Inner] }
  control: {}
sources:
  - { language: typescript, include: ['src/**/*.ts'], generated: ['src/generated/**'], messagePackages: ['@esper/pb'] }
  - { language: python, include: ['./src/**/*.py'], exclude: [src/old/], codecs: [src/codec.py] }
register: { subsystems: ['src/esper/*'], output: docs/register.md, threshold: 4 }
rules:
  extends: recommended
  no-map-fields: off
  opaque-payload: [warning]
  no-float-counters: [error, { limit: 3 }]
overrides:
  - { paths: ['contracts/v1/**'], rules: { no-map-fields: info } }
exceptions:
  - { rule: no-map-fields, path: contracts/v1/**, owner: data-architect, reason: ' v1 is frozen ', expires: 2028-02-29 }
  - { rule: opaque-payload, path: ., owner: karn, reason: legacy, message: "'blob'" }
baseline: build/leyline-baseline.json
check: { skip: [golden], against: origin/main }
budgets: { max-message-size: 280 }
`;
