/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitCheckScheduleTest {
  private final LimitCheckSchedule<String> check = new LimitCheckSchedule<>();

  private long due(String key, int limit, int events) {
    return IntStream.range(0, events).filter(i -> check.isDue(key, limit)).count();
  }

  @Test
  void checksASmallLimitAfterEachEvent() {
    assertEquals(7, due("ada", 99, 7));
  }

  @Test
  void checksLargeLimitAfterEachTenth() {
    assertEquals(0, due("ada", 200, 19));
    assertTrue(check.isDue("ada", 200));
    assertEquals(1, due("ada", 200, 20));
  }

  @Test
  void countsKeysSeparately() {
    due("ada", 200, 19);

    assertEquals(0, due("bob", 200, 19));
  }
}
