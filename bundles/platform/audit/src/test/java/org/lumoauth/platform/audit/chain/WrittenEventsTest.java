package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.metric.Metric.Sample;
import org.lumoauth.testkit.builder.Builders;

class WrittenEventsTest {

  private final WrittenEvents events = new WrittenEvents();

  @Test
  void countsEventsByActionAndOutcome() {
    add("login.succeeded", Outcome.SUCCESS);
    add("login.succeeded", Outcome.SUCCESS);
    add("login.failed", Outcome.DENIED);

    assertEquals(
        Map.of(
            Map.of("action", "login.succeeded", "outcome", "success"), 2.0,
            Map.of("action", "login.failed", "outcome", "denied"), 1.0),
        samples());
    assertEquals(3, events.total());
  }

  @Test
  void boundsTheNumberOfSeries() {
    for (int i = 0; i < 5_000; i++) {
      add("made.up" + i, Outcome.SUCCESS);
    }

    assertTrue(samples().size() <= 2_001, "series: " + samples().size());
    assertEquals(3_000, samples().get(Map.of("action", "other", "outcome", "other")));
    assertEquals(5_000, events.total());
  }

  private void add(String action, Outcome outcome) {
    events.add(Builders.anAuditEvent().of(action).ending(outcome).build());
  }

  private Map<Map<String, String>, Double> samples() {
    return events.metric().samples().stream()
        .collect(Collectors.toMap(Sample::labels, Sample::value));
  }
}
