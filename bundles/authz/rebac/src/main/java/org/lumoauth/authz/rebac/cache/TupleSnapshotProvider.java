/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.index.SqlTupleSnapshot;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides the tuples of a store for queries. */
@Component(service = TupleSnapshotProvider.class, configurationPid = "org.lumoauth.authz.rebac")
public final class TupleSnapshotProvider {

  private final RebacSqlGateway unit;
  private final TupleIndexCache indexes;
  private final CompiledModelCache models;
  private final int breadth;

  /** The result of an attempt: either an answer, or the new head for the next attempt. */
  private record SnapshotAttempt<T>(T answer, RelationStoreHead moved) {}

  @Activate
  public TupleSnapshotProvider(
      @Reference RebacSqlGateway unit,
      @Reference TupleIndexCache indexes,
      @Reference CompiledModelCache models,
      RebacConfig config) {
    this.unit = unit;
    this.indexes = indexes;
    this.models = models;
    this.breadth = config.maxBreadth();
  }

  /** Runs the work with a state of at least the head's revision. */
  public <T> T withSnapshot(
      RelationStoreKey key, RelationStoreHead head, Function<RelationStoreSnapshot, T> work) {
    var held = inMemory(key, head);
    return held.isPresent() ? work.apply(held.get()) : stored(key, head, work);
  }

  /** Returns the state from memory; empty if the tuples are not in memory. */
  public Optional<RelationStoreSnapshot> inMemory(RelationStoreKey key, RelationStoreHead head) {
    return indexes.find(key, head).map(index -> RelationStoreSnapshot.of(head, index));
  }

  /**
   * Runs the work with the state from the database. The state's model is already compiled, if
   * possible.
   */
  public <T> T stored(
      RelationStoreKey key, RelationStoreHead head, Function<RelationStoreSnapshot, T> work) {
    var expected = head;
    while (true) {
      var known = expected;
      // Compiled outside the transaction, which would need a second connection otherwise.
      known.modelId().ifPresent(id -> models.get(key, id));
      SnapshotAttempt<T> attempt =
          unit.snapshot(
              connection -> {
                var now =
                    RelationStoreTable.head(connection, key)
                        .orElseThrow(TupleSnapshotProvider::noStore);
                if (now.revision() != known.revision() && !now.modelId().equals(known.modelId())) {
                  return new SnapshotAttempt<>(null, now);
                }
                var tuples = new SqlTupleSnapshot(connection, key, now.revision(), breadth);
                var of = now.revision() == known.revision() ? known : now;
                return new SnapshotAttempt<>(
                    work.apply(new RelationStoreSnapshot(of, tuples)), null);
              });
      if (attempt.moved() == null) {
        return attempt.answer();
      }
      expected = attempt.moved();
    }
  }

  private static RelationException noStore() {
    return new RelationException(RelationErrorKind.STORE_NOT_FOUND, "The store does not exist.");
  }
}
