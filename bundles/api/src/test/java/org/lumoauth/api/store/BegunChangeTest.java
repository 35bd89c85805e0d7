package org.lumoauth.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.Problem;

class BegunChangeTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isAskedForOnce() {
    try (var change = new BegunChange(() -> asked.incrementAndGet() > 1)) {
      assertFalse(change.made());
      assertFalse(change.made());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void isAskedForWhenItIsClosed() {
    var change = new BegunChange(() -> asked.incrementAndGet() == 1);
    change.close();

    assertEquals(1, asked.get());
    assertTrue(change.made());
  }

  @Test
  void isNotAskedForAgainAfterAFailure() {
    var change =
        new BegunChange(
            () -> {
              asked.incrementAndGet();
              throw Problem.moduleUnavailable("store");
            });

    assertThrows(Problem.class, change::made);
    assertThrows(IllegalStateException.class, change::made);
    change.close();
    assertEquals(1, asked.get());
  }
}
