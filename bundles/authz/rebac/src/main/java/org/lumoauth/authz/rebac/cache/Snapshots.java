package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.index.StoredSnapshot;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives the tuples of a store to those who answer questions. */
@Component(service = Snapshots.class, configurationPid = "org.lumoauth.authz.rebac")
public final class Snapshots {

  private final RebacUnit unit;
  private final Indexes indexes;
  private final Models models;
  private final int breadth;

  /** What came of a reading: an answer, or the head to begin again with. */
  private record Attempt<T>(T answer, Head moved) {}

  @Activate
  public Snapshots(
      @Reference RebacUnit unit,
      @Reference Indexes indexes,
      @Reference Models models,
      RebacConfig config) {
    this.unit = unit;
    this.indexes = indexes;
    this.models = models;
    this.breadth = config.maxBreadth();
  }

  /** Works with a state of at least a head's revision. */
  public <T> T with(StoreKey key, Head head, Function<State, T> work) {
    var held = inMemory(key, head);
    return held.isPresent() ? work.apply(held.get()) : stored(key, head, work);
  }

  /** The same from memory; empty if the tuples are not there. */
  public Optional<State> inMemory(StoreKey key, Head head) {
    return indexes.at(key, head).map(index -> State.of(head, index));
  }

  /** The same from the database. The state's model is in memory by then, as far as it can be. */
  public <T> T stored(StoreKey key, Head head, Function<State, T> work) {
    var expected = head;
    while (true) {
      var known = expected;
      // Not within the transaction: that would take a second connection while it holds one.
      known.modelId().ifPresent(id -> models.get(key, id));
      Attempt<T> attempt =
          unit.snapshot(
              connection -> {
                var now = StoreTable.head(connection, key).orElseThrow(Snapshots::noStore);
                if (now.revision() != known.revision() && !now.modelId().equals(known.modelId())) {
                  return new Attempt<>(null, now);
                }
                var tuples = new StoredSnapshot(connection, key, now.revision(), breadth);
                var of = now.revision() == known.revision() ? known : now;
                return new Attempt<>(work.apply(new State(of, tuples)), null);
              });
      if (attempt.moved() == null) {
        return attempt.answer();
      }
      expected = attempt.moved();
    }
  }

  private static RelationException noStore() {
    return new RelationException(Kind.STORE_NOT_FOUND, "There is no such store.");
  }
}
