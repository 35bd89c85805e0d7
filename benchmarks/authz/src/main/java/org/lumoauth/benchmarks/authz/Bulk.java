package org.lumoauth.benchmarks.authz;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.store.Digest;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.lumoauth.authz.rebac.store.TupleTable;

/**
 * Fills a store that nobody has asked about, past the rules, the log and the audit of a write:
 * millions of tuples in minutes. What a write costs is measured by {@link Writes}.
 */
final class Bulk {

  static final int BATCH = 5000;

  private final RebacUnit unit;
  private final StoreKey key;

  Bulk(RebacUnit unit, StoreKey key) {
    this.unit = unit;
    this.key = key;
  }

  /** Adds tuples that are not there. */
  void add(List<RelationTuple> tuples) {
    unit.change(
        connection -> {
          var head = StoreTable.lock(connection, key).orElseThrow();
          TupleTable.insert(connection, key, tuples, Micros.of(Instant.now()));
          long digest = tuples.stream().mapToLong(Digest::of).sum();
          StoreTable.advance(
              connection,
              key,
              new Head(
                  head.revision() + 1,
                  head.tuples() + tuples.size(),
                  head.digest() + digest,
                  head.modelId(),
                  head.shadowId(),
                  head.shadowMicros()));
          return tuples.size();
        });
  }
}
