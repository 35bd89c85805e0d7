package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.StoredSnapshot;
import org.lumoauth.authz.rebac.index.TupleIndex;
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
  private final int breadth;

  @Activate
  public Snapshots(@Reference RebacUnit unit, @Reference Indexes indexes, RebacConfig config) {
    this.unit = unit;
    this.indexes = indexes;
    this.breadth = config.maxBreadth();
  }

  /** Works with the tuples as they are at a head's revision, or at a later one. */
  public <T> T with(StoreKey key, Head head, Function<Snapshot, T> work) {
    var index = indexes.at(key, head);
    return index.isPresent() ? work.apply(index.get()) : stored(key, work);
  }

  /** The tuples in memory; empty if they are not there. */
  public Optional<TupleIndex> inMemory(StoreKey key, Head head) {
    return indexes.at(key, head);
  }

  /** Works with the tuples in the database, as they are at a head's revision or at a later one. */
  public <T> T stored(StoreKey key, Function<Snapshot, T> work) {
    return unit.snapshot(
        connection -> {
          long revision =
              StoreTable.head(connection, key)
                  .orElseThrow(
                      () -> new RelationException(Kind.STORE_NOT_FOUND, "There is no such store."))
                  .revision();
          return work.apply(new StoredSnapshot(connection, key, revision, breadth));
        });
  }
}
