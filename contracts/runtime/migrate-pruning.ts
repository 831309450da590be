// Version 1's structured pruning in version 2: the same fields, with lists of entries for maps.

import type {
  ImportanceStatistics as ImportanceStatisticsV1,
  LayerPruningDecision as LayerPruningDecisionV1,
  ParameterImportance as ParameterImportanceV1,
  PruningConfiguration as PruningConfigurationV1,
  PruningDecisionReport as PruningDecisionReportV1,
  PruningMask as PruningMaskV1,
  SafetyCheck as SafetyCheckV1,
  StructuralAnalysisResult as StructuralAnalysisResultV1,
  StructuralPruningRequest as StructuralPruningRequestV1,
  StructuralPruningResponse as StructuralPruningResponseV1,
  StructuralSafetyReport as StructuralSafetyReportV1,
} from '../generated/v1/pruning.ts';
import {
  ImportanceStatistics,
  LayerImportance,
  LayerPruningDecision,
  LayerSparsity,
  ParameterImportance,
  PruningConfiguration,
  PruningDecisionReport,
  PruningMask,
  SafetyCheck,
  SafetyConstraint,
  SafetyMeasurement,
  StructuralAnalysisResult,
  StructuralPruningRequest,
  StructuralPruningResponse,
  StructuralSafetyReport,
} from '../generated/v2/pruning.ts';
import { type LossLog, sortedEntries } from './migration-losses.ts';

export function migrateStructuralPruningRequest(
  old: StructuralPruningRequestV1,
  log: LossLog,
): StructuralPruningRequest {
  const { importanceStats, config, safetyConstraints, ...same } = known(old, log);
  return StructuralPruningRequest.create({
    ...same,
    importanceStats: importanceStats && migrateImportanceStatistics(importanceStats, log.at('importance_stats')),
    config: config && migratePruningConfiguration(config, log.at('config')),
    safetyConstraints: sortedEntries(safetyConstraints).map(([name, upperBound]) =>
      SafetyConstraint.create({ name, upperBound }),
    ),
  });
}

export function migrateStructuralPruningResponse(
  old: StructuralPruningResponseV1,
  log: LossLog,
): StructuralPruningResponse {
  const { analysisResult, pruningMasks, decisionReport, safetyReport, ...same } = known(old, log);
  return StructuralPruningResponse.create({
    ...same,
    analysisResult: analysisResult && migrateStructuralAnalysisResult(analysisResult, log.at('analysis_result')),
    pruningMasks: pruningMasks.map((mask, at) => migratePruningMask(mask, log.at(`pruning_masks[${at}]`))),
    decisionReport: decisionReport && migratePruningDecisionReport(decisionReport, log.at('decision_report')),
    safetyReport: safetyReport && migrateStructuralSafetyReport(safetyReport, log.at('safety_report')),
  });
}

export function migrateImportanceStatistics(old: ImportanceStatisticsV1, log: LossLog): ImportanceStatistics {
  const { layerImportance, parameters, ...same } = known(old, log);
  return ImportanceStatistics.create({
    ...same,
    layerImportance: sortedEntries(layerImportance).map(([layerName, importance]) =>
      LayerImportance.create({ layerName, importance }),
    ),
    parameters: parameters.map((parameter, at) => migrateParameterImportance(parameter, log.at(`parameters[${at}]`))),
  });
}

export function migrateParameterImportance(old: ParameterImportanceV1, log: LossLog): ParameterImportance {
  return ParameterImportance.create(known(old, log));
}

export function migratePruningConfiguration(old: PruningConfigurationV1, log: LossLog): PruningConfiguration {
  const { layerSparsity, ...same } = known(old, log);
  return PruningConfiguration.create({ ...same, layerSparsity: migrateLayerSparsity(layerSparsity) });
}

export function migrateStructuralAnalysisResult(
  old: StructuralAnalysisResultV1,
  log: LossLog,
): StructuralAnalysisResult {
  const { layerSparsity, ...same } = known(old, log);
  return StructuralAnalysisResult.create({ ...same, layerSparsity: migrateLayerSparsity(layerSparsity) });
}

export function migratePruningMask(old: PruningMaskV1, log: LossLog): PruningMask {
  return PruningMask.create(known(old, log));
}

export function migratePruningDecisionReport(old: PruningDecisionReportV1, log: LossLog): PruningDecisionReport {
  const { layerDecisions, ...same } = known(old, log);
  return PruningDecisionReport.create({
    ...same,
    layerDecisions: layerDecisions.map((one, at) => migrateLayerPruningDecision(one, log.at(`layer_decisions[${at}]`))),
  });
}

export function migrateLayerPruningDecision(old: LayerPruningDecisionV1, log: LossLog): LayerPruningDecision {
  return LayerPruningDecision.create(known(old, log));
}

export function migrateStructuralSafetyReport(old: StructuralSafetyReportV1, log: LossLog): StructuralSafetyReport {
  const { checks, measurements, ...same } = known(old, log);
  return StructuralSafetyReport.create({
    ...same,
    checks: checks.map((check, at) => migrateSafetyCheck(check, log.at(`checks[${at}]`))),
    measurements: sortedEntries(measurements).map(([name, value]) => SafetyMeasurement.create({ name, value })),
  });
}

export function migrateSafetyCheck(old: SafetyCheckV1, log: LossLog): SafetyCheck {
  return SafetyCheck.create(known(old, log));
}

function migrateLayerSparsity(map: Readonly<Record<string, number>>): LayerSparsity[] {
  return sortedEntries(map).map(([layerName, sparsity]) => LayerSparsity.create({ layerName, sparsity }));
}

/** The message's fields without what its schema does not know, which is lost. */
function known<Message extends { readonly $unknown?: unknown }>(old: Message, log: LossLog): Omit<Message, '$unknown'> {
  log.loseAll(old, {});
  const { $unknown, ...fields } = old;
  return fields;
}
