/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.id.IdGenerator;

/**
 * Links records to their tenants' chains and appends them. The end of each chain is cached while no
 * other server writes to it, so that a small batch is a single statement.
 */
final class AuditChainAppender {
  /**
   * The maximum number of heads updated at a time. With thousands of growing chains, updating each
   * head with every record would cost as much as the records.
   */
  static final int HEADS_AT_ONCE = 128;

  private final AuditChainStore store;
  private final IdGenerator identifiers;
  private final Clock clock;
  private final AuditRecordHasher hash = new AuditRecordHasher();
  private final ChainHeadCache ends = new ChainHeadCache();

  AuditChainAppender(AuditChainStore store, IdGenerator identifiers, Clock clock) {
    this.store = store;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** The appended records in their order, and the new ends of their chains. */
  record AppendedRecords(List<AuditChainRow> rows, Map<String, ChainHead> ends) {}

  /**
   * Appends records atomically.
   *
   * @param lock whether to read and lock the ends of the chains, regardless of the cache
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another server appended to
   *     one of the chains
   */
  AppendedRecords append(List<PendingAuditEvent> batch, boolean lock) {
    Set<String> tenants = tenants(batch);
    boolean hold = lock || ends.anyShared(tenants);
    if (!hold && batch.size() <= AuditChainStore.AT_ONCE) {
      Optional<AppendedRecords> linked =
          store.autoCommit(connection -> appendAtOnce(connection, batch));
      if (linked.isPresent()) {
        return linked.get();
      }
    }
    return store.inTransaction(connection -> append(connection, batch, hold));
  }

  /**
   * Appends with a single writing statement. Returns empty without any change if a chain is new.
   */
  private Optional<AppendedRecords> appendAtOnce(
      Connection connection, List<PendingAuditEvent> batch) throws SQLException {
    Map<String, ChainHead> before = ends(connection, tenants(batch), false);
    if (before.values().stream().anyMatch(ChainHead::isEmptyChain)) {
      return Optional.empty();
    }
    AppendedRecords linked = link(batch, before);
    store.append(connection, linked.rows());
    return Optional.of(linked);
  }

  private AppendedRecords append(Connection connection, List<PendingAuditEvent> batch, boolean hold)
      throws SQLException {
    Map<String, ChainHead> before = ends(connection, tenants(batch), hold);
    AppendedRecords linked = link(batch, before);
    Map<String, ChainHead> begun = new HashMap<>(linked.ends());
    begun.keySet().removeIf(tenantId -> !before.get(tenantId).isEmptyChain());
    store.insertHeads(connection, begun);
    store.append(connection, linked.rows());
    return linked;
  }

  private Map<String, ChainHead> ends(Connection connection, Set<String> tenants, boolean hold)
      throws SQLException {
    Map<String, ChainHead> found = new HashMap<>();
    if (hold) {
      store.lockChains(connection, tenants);
    } else {
      found.putAll(ends.of(tenants));
    }
    if (found.size() < tenants.size()) {
      Set<String> others = new HashSet<>(tenants);
      others.removeAll(found.keySet());
      found.putAll(store.readHeads(connection, others));
    }
    return found;
  }

  private AppendedRecords link(List<PendingAuditEvent> batch, Map<String, ChainHead> before) {
    Map<String, ChainHead> after = new HashMap<>(before);
    List<AuditChainRow> rows = new ArrayList<>(batch.size());
    for (PendingAuditEvent pending : batch) {
      AuditChainRow row = next(after.get(pending.tenantId()), pending);
      rows.add(row);
      after.put(pending.tenantId(), new ChainHead(row.sequence(), row.hash(), row.micros()));
    }
    return new AppendedRecords(rows, after);
  }

  /** Caches the ends of the chains after the commit. */
  void committed(AppendedRecords linked) {
    ends.remember(linked.ends());
  }

  /** Evicts the ends of these events' chains. */
  void forget(List<PendingAuditEvent> batch) {
    ends.forget(tenants(batch));
  }

  /** Evicts the ends of these events' chains, because another server writes to one of them. */
  void share(List<PendingAuditEvent> batch) {
    ends.share(tenants(batch));
  }

  void forgetAll() {
    ends.forgetAll();
  }

  /**
   * Updates the stored heads of grown chains, the longest pending first.
   *
   * @return whether further heads are pending
   */
  boolean writePendingHeads() {
    Map<String, ChainHead> behind = ends.pendingHeads(HEADS_AT_ONCE);
    if (!behind.isEmpty()) {
      store.updateHeads(behind);
      ends.markWritten(behind.keySet());
    }
    return behind.size() == HEADS_AT_ONCE;
  }

  private static Set<String> tenants(List<PendingAuditEvent> batch) {
    return batch.stream().map(PendingAuditEvent::tenantId).collect(Collectors.toSet());
  }

  private AuditChainRow next(ChainHead head, PendingAuditEvent pending) {
    long sequence = head.sequence() + 1;
    String id = identifiers.next("aud_");
    var now = clock.instant();
    // A clock set back must not order a record before its predecessor.
    long micros = Math.max(head.micros(), now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
    String tenantId = pending.tenantId();
    byte[] own = hash.of(tenantId, sequence, id, micros, pending.entry(), head.hash());
    return new AuditChainRow(tenantId, sequence, id, micros, pending.entry(), head.hash(), own);
  }
}
