/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidIdGeneratorTest {

  @Test
  void startsWithTimestampInCrockfordBase32() {
    var identifiers = new UlidIdGenerator(Clock.fixed(Instant.ofEpochMilli(33), ZoneOffset.UTC));

    // 33 = 1 * 32 + 1
    assertTrue(identifiers.next("usr_").matches("usr_0000000011[0-9A-HJKMNP-TV-Z]{16}"));
  }

  @Test
  void sortsByCreationWithinOneMillisecond() {
    var identifiers = new UlidIdGenerator(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    List<String> made = IntStream.range(0, 10_000).mapToObj(i -> identifiers.next("usr_")).toList();

    assertEquals(made.stream().sorted().toList(), made);
  }

  @Test
  void lastIdSeparatesEarlierFromLaterIds() {
    var then = Instant.ofEpochMilli(1_000_000);
    var early = new UlidIdGenerator(Clock.fixed(then, ZoneOffset.UTC)).next("tok_");
    var late = new UlidIdGenerator(Clock.fixed(then.plusMillis(1), ZoneOffset.UTC)).next("tok_");
    String last = new UlidIdGenerator().last("tok_", then.plusNanos(500_000));

    assertEquals(List.of(early, last, late), List.of(late, last, early).stream().sorted().toList());
  }

  @Test
  void preservesOrderIfClockGoesBack() {
    Iterator<Instant> times = List.of(Instant.ofEpochMilli(9), Instant.ofEpochMilli(5)).iterator();
    InstantSource back = times::next;
    var identifiers = new UlidIdGenerator(back.withZone(ZoneOffset.UTC));
    var made = new ArrayList<>(List.of(identifiers.next("usr_"), identifiers.next("usr_")));

    assertEquals(made.stream().sorted().toList(), made);
  }

  @Test
  void generatesUniqueIdsConcurrently() {
    var identifiers = new UlidIdGenerator();
    var made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 100_000).parallel().forEach(i -> made.add(identifiers.next("usr_")));

    assertEquals(100_000, made.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "usr", "USR_", "us r_", "us_r_"})
  void rejectsInvalidPrefix(String prefix) {
    var identifiers = new UlidIdGenerator();

    assertThrows(IllegalArgumentException.class, () -> identifiers.next(prefix));
  }
}
