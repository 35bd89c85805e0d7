/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Caches stores in memory, within a maximum total number of tuples. */
@Component(service = TupleIndexCache.class, configurationPid = "org.lumoauth.authz.rebac")
public final class TupleIndexCache {

  private static final Logger LOG = LoggerFactory.getLogger(TupleIndexCache.class);
  private static final int WAITING = 1000;

  private final long waitTuples;
  private final TupleIndexLoader loader;
  private final TupleMemoryBudget room;
  private final ExecutorService background;

  @Activate
  public TupleIndexCache(@Reference RebacSqlGateway unit, RebacConfig config) {
    this.waitTuples = config.indexWaitTuples();
    this.loader = new TupleIndexLoader(unit);
    this.room = new TupleMemoryBudget(config.indexTuples(), System::nanoTime);
    this.background =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            DaemonThreadFactory.named("lumoauth-rebac-index"));
  }

  @Deactivate
  void stop() {
    background.shutdownNow();
  }

  /** Returns the tuples at a head's revision or later; empty if they are not in memory. */
  public Optional<TupleIndex> find(RelationStoreKey key, RelationStoreHead head) {
    var found = room.find(key);
    if (found.isPresent()) {
      var index = found.get().index().current();
      if (index != null && index.revision() >= head.revision()) {
        return Optional.of(index);
      }
    }
    if (!room.fits(head.tuples())) {
      room.forget(key); // The store has grown beyond the budget.
      return Optional.empty();
    }
    return found
        .or(() -> room.admit(key, head.tuples(), loader))
        .flatMap(each -> brought(key, each, head));
  }

  /** Frees the memory of a deleted store. */
  public void forget(RelationStoreKey key) {
    room.forget(key);
  }

  /** Returns the number of cached stores. */
  long stores() {
    return room.indexes().size();
  }

  /** Returns the number of cached tuples. */
  long tuples() {
    return room.indexes().stream().mapToLong(TupleIndex::tuples).sum();
  }

  /** Returns how often the tuples of a store were loaded completely. */
  long loads() {
    return loader.loads();
  }

  /** Returns how often loaded tuples did not match the digest. */
  long mismatches() {
    return loader.mismatches();
  }

  private Optional<TupleIndex> brought(
      RelationStoreKey key, TupleMemoryShare place, RelationStoreHead head) {
    if (place.index().current() != null || head.tuples() <= waitTuples) {
      var index = place.index().atLeast(head.revision());
      if (index == null) {
        return Optional.empty();
      }
      room.resize(key, place, index.tuples());
      return index.revision() >= head.revision() ? Optional.of(index) : Optional.empty();
    }
    load(place.index(), head);
    return Optional.empty();
  }

  private void load(TupleIndexCacheEntry index, RelationStoreHead head) {
    if (!index.beginLoading()) {
      return;
    }
    try {
      background.execute(
          () -> {
            try {
              index.atLeast(head.revision());
            } catch (RuntimeException e) {
              LOG.warn("rebac.index-not-loaded reason={}", e.getMessage(), e);
            } finally {
              index.endLoading();
            }
          });
    } catch (RejectedExecutionException e) {
      index.endLoading(); // A later query starts the load again.
    }
  }
}
