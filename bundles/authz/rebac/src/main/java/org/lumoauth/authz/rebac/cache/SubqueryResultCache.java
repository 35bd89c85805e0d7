/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.engine.SubqueryResultStore;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Caches partial results of queries. A key contains everything that the result depends on,
 * including the revision, so entries never need to be invalidated.
 */
@Component(service = SubqueryResultCache.class, configurationPid = "org.lumoauth.authz.rebac")
public final class SubqueryResultCache {

  private final Cache<SharedResultKey, SubqueryResultStore.SharedResult> kept;
  private final boolean keeps;

  private record SharedResultKey(
      RelationStoreKey store, String modelId, long revision, Userset node, Userset subject) {}

  @Activate
  public SubqueryResultCache(RebacConfig config) {
    this.keeps = config.cacheEntries() > 0;
    this.kept =
        MeasuredCacheFactory.build(
            "authz-rebac.answers", Caffeine.newBuilder().maximumSize(config.cacheEntries()));
  }

  /** Returns the results for a model and a revision of a store. */
  public SubqueryResultStore of(RelationStoreKey store, String modelId, long revision) {
    return keeps ? new RevisionSharedResults(store, modelId, revision) : SubqueryResultStore.NONE;
  }

  /** Returns the approximate number of entries. */
  long size() {
    return kept.estimatedSize();
  }

  private final class RevisionSharedResults implements SubqueryResultStore {
    private final RelationStoreKey store;
    private final String modelId;
    private final long revision;

    RevisionSharedResults(RelationStoreKey store, String modelId, long revision) {
      this.store = store;
      this.modelId = modelId;
      this.revision = revision;
    }

    @Override
    public SharedResult get(Userset node, Userset subject) {
      return kept.getIfPresent(new SharedResultKey(store, modelId, revision, node, subject));
    }

    @Override
    public void put(Userset node, Userset subject, SharedResult answer) {
      kept.put(new SharedResultKey(store, modelId, revision, node, subject), answer);
    }
  }
}
