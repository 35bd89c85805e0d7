/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistics of a period.
 *
 * @param byEventType the ten most frequent events by full name
 * @param byAction counts by the last part of the name, such as {@code created}
 * @param bySeverity counts by {@code info}, {@code warning} and {@code error}
 */
public record AuditStatsView(
    long total,
    AuditStatsPeriod period,
    Map<String, Long> byEventType,
    Map<String, Long> byAction,
    Map<String, Long> bySeverity) {
  private static final int TOP = 10;

  /** The start and end of the period. */
  public record AuditStatsPeriod(String from, String to) {}

  static AuditStatsView of(
      AuditStatsPeriod period, Map<String, Long> events, Map<String, Long> outcomes) {
    Map<String, Long> top = new LinkedHashMap<>();
    events.entrySet().stream().limit(TOP).forEach(each -> top.put(each.getKey(), each.getValue()));
    Map<String, Long> actions = new LinkedHashMap<>();
    events.forEach(
        (event, count) ->
            actions.merge(event.substring(event.lastIndexOf('.') + 1), count, Long::sum));
    Map<String, Long> severities = new LinkedHashMap<>();
    outcomes.forEach(
        (outcome, count) ->
            severities.merge(AuditLogEntryMapper.severity(outcome), count, Long::sum));
    long total = outcomes.values().stream().mapToLong(Long::longValue).sum();
    return new AuditStatsView(total, period, top, actions, severities);
  }
}
