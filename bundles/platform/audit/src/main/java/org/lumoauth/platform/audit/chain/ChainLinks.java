package org.lumoauth.platform.audit.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.platform.persistence.StaleDataException;

/**
 * Links records to the chains of their tenants and appends them. Where each chain ends is
 * remembered while nobody else writes to it.
 */
final class ChainLinks {
  private static final int CHAINS_REMEMBERED = 10_000;

  private final ChainStore store;
  private final Identifiers identifiers;
  private final Clock clock;
  private final RecordHash hash = new RecordHash();
  private final Cache<String, Head> heads =
      Caffeine.newBuilder().maximumSize(CHAINS_REMEMBERED).executor(Runnable::run).build();

  ChainLinks(ChainStore store, Identifiers identifiers, Clock clock) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** Records as they were appended, in their order, and where their chains end with them. */
  record Linked(List<Row> rows, Map<String, Head> heads) {}

  /**
   * Appends records in one transaction.
   *
   * @param lock whether to read where the chains end, and hold that, whatever is remembered
   * @throws StaleDataException if another server appended to one of the chains meanwhile
   */
  Linked append(List<Pending> batch, boolean lock) {
    return store.inTransaction(connection -> link(connection, batch, lock));
  }

  /** What was appended is committed: it is remembered. */
  void committed(Linked linked) {
    heads.putAll(linked.heads());
  }

  /** Where the chains of these end is not known any more. */
  void forget(List<Pending> batch) {
    batch.forEach(pending -> heads.invalidate(pending.tenantId()));
  }

  void forgetAll() {
    heads.invalidateAll();
  }

  private Linked link(Connection connection, List<Pending> batch, boolean lock)
      throws SQLException {
    Map<String, Head> before = new HashMap<>();
    Map<String, Head> after = new HashMap<>();
    List<Row> rows = new ArrayList<>(batch.size());
    for (Pending pending : batch) {
      String tenantId = pending.tenantId();
      Head head = after.get(tenantId);
      if (head == null) {
        head = head(connection, tenantId, lock);
        before.put(tenantId, head);
      }
      Row row = next(head, pending);
      rows.add(row);
      after.put(tenantId, new Head(row.sequence(), row.hash(), row.micros()));
    }
    if (!store.move(connection, before, after)) {
      throw new StaleDataException(null);
    }
    store.append(connection, rows);
    return new Linked(rows, after);
  }

  private Head head(Connection connection, String tenantId, boolean lock) throws SQLException {
    Head known = lock ? null : heads.getIfPresent(tenantId);
    return known != null
        ? known
        : store.head(connection, tenantId, lock).orElseGet(Head::ofEmptyChain);
  }

  private Row next(Head head, Pending pending) {
    long sequence = head.sequence() + 1;
    String id = identifiers.next("aud_");
    var now = clock.instant();
    // A clock that is put back must not put a record before the one that it follows.
    long micros = Math.max(head.micros(), now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    String tenantId = pending.tenantId();
    byte[] own = hash.of(tenantId, sequence, id, micros, pending.entry(), head.hash());
    return new Row(tenantId, sequence, id, micros, pending.entry(), head.hash(), own);
  }
}
