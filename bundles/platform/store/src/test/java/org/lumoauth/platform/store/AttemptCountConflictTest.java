/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.store.AttemptCountTable.AttemptCount;
import org.lumoauth.platform.store.ShortLivedRecordTable.ShortLivedRecordKey;

/** A database that reports a write conflict on every attempt. */
class AttemptCountConflictTest {
  private static final ShortLivedRecordKey PLACE = new ShortLivedRecordKey("ten_a", new byte[] {1});

  private final AttemptCountTable table =
      new AttemptCountTable(new RetryingPersistenceUnit(new Busy()));

  private static final class Busy implements PersistenceUnit {
    @Override
    public <T> T read(Function<EntityManager, T> work) {
      throw new StaleDataException(null);
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
      throw new StaleDataException(null);
    }

    @Override
    public void announce(OutboxEvents announcement) {
      throw new StaleDataException(null);
    }

    @Override
    public <T> T jdbc(SqlFunction<T> work) {
      throw new StaleDataException(null);
    }

    @Override
    public <T> T autoCommit(SqlFunction<T> work) {
      throw new StaleDataException(null);
    }

    @Override
    public int groupCommit(String sql, Object... values) {
      throw new StaleDataException(null);
    }

    @Override
    public void close() {}
  }

  @Test
  void requiresRetryIfAttemptCannotBeCounted() {
    var count = new AttemptCount(PLACE, 3, NOON.plusSeconds(60));

    assertEquals(Optional.of(NOON.plusSeconds(1)), table.add(List.of(count), NOON));
    assertEquals(Optional.of(NOON.plusSeconds(1)), table.add(List.of(count, count), NOON));
  }

  @Test
  void ignoresConflictWhenResettingAttempts() {
    assertDoesNotThrow(() -> table.resetAndDecrement(List.of(PLACE), List.of(PLACE), NOON));
  }
}
