package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores that are held in memory, within a number of tuples for all of them together. */
@Component(service = Indexes.class, configurationPid = "org.lumoauth.authz.rebac")
public final class Indexes {

  private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
  private static final int STORE = 100; // what a store weighs without tuples
  private static final int WAITING = 1000;

  private final long budget;
  private final long waitTuples;
  private final IndexLoader loader;
  private final Cache<StoreKey, Weighed> held;
  private final ExecutorService background;

  /** What is held, and for how many tuples it counts against the budget. */
  private record Weighed(HeldIndex index, long tuples) {}

  @Activate
  public Indexes(@Reference RebacUnit unit, RebacConfig config) {
    this.budget = config.indexTuples();
    this.waitTuples = config.indexWaitTuples();
    this.loader = new IndexLoader(unit);
    this.held =
        Caffeine.newBuilder()
            .maximumWeight(budget)
            .weigher(
                (StoreKey key, Weighed each) ->
                    (int) Math.min(Integer.MAX_VALUE, each.tuples() + STORE))
            .build();
    this.background =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              var thread = new Thread(work, "lumoauth-rebac-index");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Deactivate
  void stop() {
    background.shutdownNow();
  }

  /** The tuples at a head's revision or a later one; empty if they are not in memory now. */
  public Optional<TupleIndex> at(StoreKey key, Head head) {
    var weighed = held.getIfPresent(key);
    if (weighed != null) {
      var index = weighed.index().held();
      if (index != null && index.revision() >= head.revision()) {
        return Optional.of(index);
      }
    }
    return head.tuples() + STORE > budget ? none(key) : brought(key, head);
  }

  /** Frees the memory of a store that is gone. */
  public void forget(StoreKey key) {
    held.invalidate(key);
  }

  /** How many stores are held. */
  long stores() {
    return held.asMap().values().stream().filter(each -> each.index().held() != null).count();
  }

  /** How many tuples are held. */
  long tuples() {
    return held.asMap().values().stream()
        .map(each -> each.index().held())
        .filter(Objects::nonNull)
        .mapToLong(TupleIndex::tuples)
        .sum();
  }

  /** How often tuples were read as a whole. */
  long loads() {
    return loader.loads();
  }

  /** How often tuples did not add up. */
  long mismatches() {
    return loader.mismatches();
  }

  private Optional<TupleIndex> none(StoreKey key) {
    held.invalidate(key); // it has grown over the budget
    return Optional.empty();
  }

  private Optional<TupleIndex> brought(StoreKey key, Head head) {
    var weighed = held.get(key, each -> new Weighed(new HeldIndex(each, loader), head.tuples()));
    if (weighed.index().held() != null || head.tuples() <= waitTuples) {
      var index = weighed.index().atLeast(head.revision());
      if (index == null) {
        return Optional.empty();
      }
      weigh(key, weighed, index.tuples());
      return index.revision() >= head.revision() ? Optional.of(index) : Optional.empty();
    }
    load(weighed.index(), head);
    return Optional.empty();
  }

  /** Counts it anew once it has become much larger or smaller. */
  private void weigh(StoreKey key, Weighed before, long tuples) {
    long difference = Math.abs(tuples - before.tuples());
    if (difference > STORE && difference > before.tuples() / 10) {
      held.asMap().replace(key, before, new Weighed(before.index(), tuples));
    }
  }

  private void load(HeldIndex index, Head head) {
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
      index.endLoading(); // a later question asks again
    }
  }
}
