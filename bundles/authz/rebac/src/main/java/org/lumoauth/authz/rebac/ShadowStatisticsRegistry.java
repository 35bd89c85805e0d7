package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.relation.ShadowModelReport;
import org.lumoauth.api.relation.ShadowModelReport.ShadowModelDifference;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.store.RebacInstantColumns;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts what models in shadow answered differently on this node. */
@Component(service = ShadowStatisticsRegistry.class)
public final class ShadowStatisticsRegistry {

  private final Cache<ShadowTrial, ShadowStatistics> tallies =
      MeasuredCache.build("authz-rebac.trials", Caffeine.newBuilder().maximumSize(1000));

  /** One trial: a model that is tried a second time is counted from the start. */
  private record ShadowTrial(RelationStoreKey key, String modelId, long sinceMicros) {}

  @Activate
  public ShadowStatisticsRegistry() {
    // nothing is needed
  }

  /** Counts a question that both models answered. */
  void countCompared(RelationStoreKey key, RelationStoreHead head, ShadowModelDifference example) {
    tally(key, head).countCompared(example);
  }

  /** Counts a question that the model in shadow could not answer. */
  void countFailed(RelationStoreKey key, RelationStoreHead head) {
    tally(key, head).countFailed();
  }

  /** Counts a question that the model in shadow was not asked. */
  void countSkipped(RelationStoreKey key, RelationStoreHead head) {
    tally(key, head).countSkipped();
  }

  /** What was counted; empty if no model is in shadow. */
  Optional<ShadowModelReport> report(RelationStoreKey key, RelationStoreHead head) {
    return head.shadowId()
        .map(id -> tally(key, head).report(id, RebacInstantColumns.instant(head.shadowMicros())));
  }

  private ShadowStatistics tally(RelationStoreKey key, RelationStoreHead head) {
    return tallies.get(
        new ShadowTrial(key, head.shadowId().orElseThrow(), head.shadowMicros()),
        trial -> new ShadowStatistics());
  }

  static ShadowModelDifference example(TupleKey question, boolean allowed, boolean shadowAllowed) {
    return new ShadowModelDifference(question, allowed, shadowAllowed, Instant.now());
  }
}
