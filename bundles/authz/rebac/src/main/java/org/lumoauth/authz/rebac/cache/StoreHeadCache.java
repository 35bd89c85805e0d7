/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Caches the heads of stores on this node. */
@Component(service = StoreHeadCache.class, configurationPid = "org.lumoauth.authz.rebac")
@Designate(ocd = RebacConfig.class)
public final class StoreHeadCache {

  private final RebacSqlGateway unit;
  private final long stalenessNanos;
  private final Cache<RelationStoreKey, StoreHeadCacheEntry> heads;

  @Activate
  public StoreHeadCache(@Reference RebacSqlGateway unit, RebacConfig config) {
    this.unit = unit;
    this.stalenessNanos = Duration.ofMillis(config.stalenessMillis()).toNanos();
    this.heads =
        MeasuredCacheFactory.build(
            "authz-rebac.store-heads", Caffeine.newBuilder().maximumSize(config.stores()));
  }

  /**
   * Returns a head that is not older than the configured staleness.
   *
   * @throws RelationException {@code STORE_NOT_FOUND} if the store does not exist
   */
  public RelationStoreHead recent(RelationStoreKey key) {
    return of(key).recent();
  }

  /**
   * Returns a head of at least the given revision.
   *
   * @throws RelationException {@code STORE_NOT_FOUND} if the store does not exist, {@code
   *     INVALID_TOKEN} if it has not reached the revision, for example after a backup was restored
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
          "The store has not reached the revision of the token. Use a token of this " + "store.");
    }
    return known;
  }

  /**
   * Returns the committed head.
   *
   * @throws RelationException {@code STORE_NOT_FOUND} if the store does not exist
   */
  public RelationStoreHead now(RelationStoreKey key) {
    return of(key).now();
  }

  /** Makes the next query read the head again. */
  public void invalidate(RelationStoreKey key) {
    var known = heads.getIfPresent(key);
    if (known != null) {
      known.invalidate();
    }
  }

  /**
   * Returns the cache entry. Stores that do not exist have no entry, so that requests with random
   * names cannot fill the memory.
   */
  private StoreHeadCacheEntry of(RelationStoreKey key) {
    var known = heads.getIfPresent(key);
    if (known != null) {
      return known;
    }
    read(key);
    return heads.get(key, each -> new StoreHeadCacheEntry(() -> read(each), stalenessNanos));
  }

  private RelationStoreHead read(RelationStoreKey key) {
    return unit.work(connection -> RelationStoreTable.head(connection, key))
        .orElseThrow(
            () -> {
              heads.invalidate(key);
              return new RelationException(
                  RelationErrorKind.STORE_NOT_FOUND, "The store does not exist.");
            });
  }
}
