/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.PrunedChangeRange;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.authz.rebac.store.TupleChangeRow;
import org.lumoauth.authz.rebac.store.TupleChangeTable;
import org.lumoauth.authz.rebac.store.TuplePageQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a store's tuples into memory and applies later changes. */
final class TupleIndexLoader implements TupleIndexSource {

  private static final Logger LOG = LoggerFactory.getLogger(TupleIndexLoader.class);
  private static final int PAGE = 5000;

  private final RebacSqlGateway unit;
  private final LongAdder loads = new LongAdder();
  private final LongAdder mismatches = new LongAdder();

  TupleIndexLoader(RebacSqlGateway unit) {
    this.unit = unit;
  }

  long loads() {
    return loads.sum();
  }

  long mismatches() {
    return mismatches.sum();
  }

  @Override
  public Optional<TupleIndex> load(RelationStoreKey key) {
    loads.increment();
    long start = System.nanoTime();
    Optional<TupleIndex> loaded =
        unit.snapshot(
            connection -> {
              var head = RelationStoreTable.head(connection, key);
              if (head.isEmpty()) {
                return Optional.empty();
              }
              var building = new TupleIndexBuilder();
              TuplePageQuery.scan(connection, key, building::add);
              return verified(key, building.index.at(head.get()), head.get());
            });
    loaded.ifPresent(
        index ->
            LOG.info(
                "rebac.index-loaded tenant={} store={} tuples={} ms={}",
                key.tenantId(),
                key.storeId(),
                index.tuples(),
                (System.nanoTime() - start) / 1_000_000));
    return loaded;
  }

  @Override
  public Optional<TupleIndex> follow(RelationStoreKey key, TupleIndex index) {
    return unit.work(
        connection -> {
          var head = RelationStoreTable.head(connection, key);
          if (head.isEmpty() || head.get().revision() < index.revision()) {
            return Optional.empty();
          }
          var next = followed(connection, key, index, head.get());
          return PrunedChangeRange.of(connection, key)
                  .isPrunedAfter(index.revision(), Integer.MAX_VALUE)
              ? Optional.empty() // Some of the changes were pruned.
              : verified(key, next, head.get());
        });
  }

  /** Applies changes up to the head. Later changes are applied the next time. */
  private static TupleIndex followed(
      Connection connection, RelationStoreKey key, TupleIndex index, RelationStoreHead head)
      throws SQLException {
    var next = index;
    long revision = index.revision();
    int seq = Integer.MAX_VALUE;
    while (true) {
      List<TupleChangeRow> changes =
          TupleChangeTable.after(
              connection, key, revision, seq, Optional.empty(), Optional.empty(), PAGE);
      for (TupleChangeRow change : changes) {
        if (change.revision() > head.revision()) {
          return next.at(head);
        }
        next = change.written() ? next.with(change.tuple()) : next.without(change.tuple());
        revision = change.revision();
        seq = change.seq();
      }
      if (changes.size() < PAGE) {
        return next.at(head);
      }
    }
  }

  private Optional<TupleIndex> verified(
      RelationStoreKey key, TupleIndex index, RelationStoreHead head) {
    if (index.digest() == head.digest() && index.tuples() == head.tuples()) {
      return Optional.of(index);
    }
    mismatches.increment();
    LOG.error(
        "rebac.index-differs tenant={} store={} revision={} tuples={} expected={}",
        key.tenantId(),
        key.storeId(),
        head.revision(),
        index.tuples(),
        head.tuples());
    return Optional.empty();
  }

  private static final class TupleIndexBuilder {
    private TupleIndex index = TupleIndex.empty();

    void add(RelationTuple tuple) {
      index = index.with(tuple);
    }
  }
}
