/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.authz.rebac.store.TupleDigest;
import org.lumoauth.authz.rebac.store.TupleTable;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * Fills an unused store directly, without the validation, log and audit of writes: millions of
 * tuples in minutes. The cost of writes is measured by {@link Writes}.
 */
final class Bulk {

  static final int BATCH = 5000;

  private final RebacSqlGateway unit;
  private final RelationStoreKey key;

  Bulk(RebacSqlGateway unit, RelationStoreKey key) {
    this.unit = unit;
    this.key = key;
  }

  /** Adds tuples that do not exist yet. */
  void add(List<RelationTuple> tuples) {
    unit.change(
        connection -> {
          var head = RelationStoreTable.lock(connection, key).orElseThrow();
          TupleTable.insert(connection, key, tuples, EpochMicrosConverter.toMicros(Instant.now()));
          long digest = tuples.stream().mapToLong(TupleDigest::of).sum();
          RelationStoreTable.advance(
              connection,
              key,
              new RelationStoreHead(
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
