/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.testkit.builder.TestBuilders;

class AuditEventCountersTest {

  private final AuditEventCounters events = new AuditEventCounters();

  @Test
  void countsEventsByActionAndOutcome() {
    add("login.succeeded", AuditOutcome.SUCCESS);
    add("login.succeeded", AuditOutcome.SUCCESS);
    add("login.failed", AuditOutcome.DENIED);

    assertEquals(
        Map.of(
            Map.of("action", "login.succeeded", "outcome", "success"), 2.0,
            Map.of("action", "login.failed", "outcome", "denied"), 1.0),
        samples());
    assertEquals(3, events.total());
  }

  @Test
  void limitsNumberOfSeries() {
    for (int i = 0; i < 5_000; i++) {
      add("made.up" + i, AuditOutcome.SUCCESS);
    }

    assertTrue(samples().size() <= 2_001, "series: " + samples().size());
    assertEquals(3_000, samples().get(Map.of("action", "other", "outcome", "other")));
    assertEquals(5_000, events.total());
  }

  private void add(String action, AuditOutcome outcome) {
    events.add(TestBuilders.anAuditEvent().of(action).withOutcome(outcome).build());
  }

  private Map<Map<String, String>, Double> samples() {
    return events.metric().samples().stream()
        .collect(Collectors.toMap(MetricSample::labels, MetricSample::value));
  }
}
