/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.SettingsFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Concurrent changes of the same setting. */
class SettingsConcurrentUpdateTest {

  /** Whatever order they came in: each value was in force once, and another took its place. */
  @DatabaseTest
  void auditsEveryConcurrentChange(TestDatabase database) throws Exception {
    try (var fixture = new SettingsFixture(database)) {
      var values = LongStream.range(20, 60).boxed().toList();

      ConcurrentRunner.runAll(
          4,
          writer -> {
            for (Long value : values.subList(10 * writer, 10 * writer + 10)) {
              set(fixture, value);
            }
            return writer;
          });

      var put = new ArrayList<>(changed(fixture, "new"));
      var displaced = new ArrayList<>(changed(fixture, "old"));
      displaced.add(fixture.settings.read(ACME, "password").get("minLength"));
      var all = new ArrayList<Object>(values);
      all.add(15L);
      put.add(15L);
      assertEquals(sorted(all), sorted(put));
      assertEquals(sorted(all), sorted(displaced));
    }
  }

  /**
   * Where there is no row yet none can be locked: the second of two must not write over the first
   * unseen.
   */
  @DatabaseTest
  void auditsEveryConcurrentFirstChange(TestDatabase database) throws Exception {
    try (var fixture = new SettingsFixture(database)) {
      for (int round = 0; round < 20; round++) {
        ConcurrentRunner.runAll(
            4,
            writer -> {
              set(fixture, 20 + writer);
              return writer;
            });
        fixture.settings.change(ACME, "password", Collections.singletonMap("minLength", null));
      }

      assertEquals(100, fixture.audit.of(ACME.id()).size());
      assertEquals(sorted(changed(fixture, "new")), sorted(changed(fixture, "old")));
    }
  }

  private static void set(SettingsFixture fixture, Object value) {
    fixture.settings.change(ACME, Map.of("password", Map.of("minLength", value)), SOMEBODY);
  }

  private static List<Object> changed(SettingsFixture fixture, String side) {
    return fixture.audit.of(ACME.id()).stream()
        .map(record -> ((Map<?, ?>) record.event().details().get("minLength")).get(side))
        .map(Object.class::cast)
        .toList();
  }

  private static List<Object> sorted(List<Object> values) {
    return values.stream().sorted().toList();
  }
}
