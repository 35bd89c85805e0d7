package org.lumoauth.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.Sample;

class FamiliesTest {

  @Test
  void addsUpWhatTwoVersionsOfAModuleCount() {
    assertEquals(
        List.of(counter(Map.of("kind", "a"), 5)),
        Families.of(List.of(counter(Map.of("kind", "a"), 2), counter(Map.of("kind", "a"), 3))));
  }

  @Test
  void keepsWhatOnlyOneOfThemHas() {
    var merged =
        Families.of(List.of(counter(Map.of("kind", "a"), 2), counter(Map.of("kind", "b"), 3)));

    assertEquals(
        List.of(
            new Sample("_total", Map.of("kind", "a"), 2),
            new Sample("_total", Map.of("kind", "b"), 3)),
        merged.get(0).samples());
  }

  @Test
  void takesTheGreaterOfWhatBothMeasure() {
    assertEquals(
        List.of(Metric.gauge("waiting", "h", 7)),
        Families.of(List.of(Metric.gauge("waiting", "h", 7), Metric.gauge("waiting", "h", 4))));
  }

  @Test
  void leavesOtherNamesInTheirOrder() {
    var metrics = List.of(Metric.gauge("b", "h", 1), Metric.gauge("a", "h", 2));

    assertEquals(metrics, Families.of(metrics));
  }

  private static Metric counter(Map<String, String> labels, double value) {
    return new Metric(
        "events", Metric.Type.COUNTER, "h", List.of(new Sample("_total", labels, value)));
  }
}
