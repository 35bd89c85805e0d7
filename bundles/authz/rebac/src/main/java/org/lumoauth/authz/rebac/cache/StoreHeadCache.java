package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.store.RebacPersistenceUnit;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** How far stores are, as this node knows. */
@Component(service = StoreHeadCache.class, configurationPid = "org.lumoauth.authz.rebac")
@Designate(ocd = RebacConfig.class)
public final class StoreHeadCache {

  private final RebacPersistenceUnit unit;
  private final long stalenessNanos;
  private final Cache<RelationStoreKey, CachedStoreHead> heads;

  @Activate
  public StoreHeadCache(@Reference RebacPersistenceUnit unit, RebacConfig config) {
    this.unit = unit;
    this.stalenessNanos = Duration.ofMillis(config.stalenessMillis()).toNanos();
    this.heads =
        MeasuredCache.build(
            "authz-rebac.store-heads", Caffeine.newBuilder().maximumSize(config.stores()));
  }

  /**
   * A head that is no older than the operator allows.
   *
   * @throws RelationException {@code STORE_NOT_FOUND}
   */
  public RelationStoreHead recent(RelationStoreKey key) {
    return of(key).recent();
  }

  /**
   * A head of at least a revision.
   *
   * @throws RelationException {@code STORE_NOT_FOUND}, or {@code INVALID_TOKEN} if the store has
   *     not come so far: it is another one, as after a backup was put back
   */
  public RelationStoreHead atLeast(RelationStoreKey key, long revision) {
    var store = of(key);
    var known = store.recent();
    if (known.revision() < revision) {
      known = store.now();
    }
    if (known.revision() < revision) {
      throw new RelationException(
          RelationErrorKind.INVALID_TOKEN,
          "The token is of a revision that the store does not have.");
    }
    return known;
  }

  /**
   * The head as it is committed now.
   *
   * @throws RelationException {@code STORE_NOT_FOUND}
   */
  public RelationStoreHead now(RelationStoreKey key) {
    return of(key).now();
  }

  /** The next question looks how far the store is. */
  public void invalidate(RelationStoreKey key) {
    var known = heads.getIfPresent(key);
    if (known != null) {
      known.invalidate();
    }
  }

  /** A store that is not there takes no place, so that nobody can fill the memory with names. */
  private CachedStoreHead of(RelationStoreKey key) {
    var known = heads.getIfPresent(key);
    if (known != null) {
      return known;
    }
    read(key);
    return heads.get(key, each -> new CachedStoreHead(() -> read(each), stalenessNanos));
  }

  private RelationStoreHead read(RelationStoreKey key) {
    return unit.work(connection -> RelationStoreTable.head(connection, key))
        .orElseThrow(
            () -> {
              heads.invalidate(key);
              return new RelationException(
                  RelationErrorKind.STORE_NOT_FOUND, "There is no such store.");
            });
  }
}
