/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.shadow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.model.ShadowModelReport;
import org.lumoauth.api.relation.model.ShadowModelReport.ShadowModelDifference;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts on this node how the results of shadow models differ. */
@Component(service = ShadowStatisticsRegistry.class)
public final class ShadowStatisticsRegistry {

  private final Cache<ShadowTrial, ShadowModelStatistics> tallies =
      MeasuredCacheFactory.build("authz-rebac.trials", Caffeine.newBuilder().maximumSize(1000));

  /** A shadow trial. A model that is tried again is counted from zero. */
  private record ShadowTrial(RelationStoreKey key, String modelId, long sinceMicros) {}

  @Activate
  public ShadowStatisticsRegistry() {
    // Nothing to do.
  }

  /** Counts a query that both models evaluated. */
  void countCompared(RelationStoreKey key, RelationStoreHead head, ShadowModelDifference example) {
    tally(key, head).countCompared(example);
  }

  /** Counts a query that the shadow model failed to evaluate. */
  void countFailed(RelationStoreKey key, RelationStoreHead head) {
    tally(key, head).countFailed();
  }

  /** Counts a query that was not evaluated with the shadow model. */
  void countSkipped(RelationStoreKey key, RelationStoreHead head) {
    tally(key, head).countSkipped();
  }

  /** Returns the statistics; empty if there is no shadow model. */
  public Optional<ShadowModelReport> report(RelationStoreKey key, RelationStoreHead head) {
    return head.shadowId()
        .map(
            id -> tally(key, head).report(id, EpochMicrosConverter.toInstant(head.shadowMicros())));
  }

  private ShadowModelStatistics tally(RelationStoreKey key, RelationStoreHead head) {
    return tallies.get(
        new ShadowTrial(key, head.shadowId().orElseThrow(), head.shadowMicros()),
        trial -> new ShadowModelStatistics());
  }

  static ShadowModelDifference example(TupleKey question, boolean allowed, boolean shadowAllowed) {
    return new ShadowModelDifference(question, allowed, shadowAllowed, Instant.now());
  }
}
