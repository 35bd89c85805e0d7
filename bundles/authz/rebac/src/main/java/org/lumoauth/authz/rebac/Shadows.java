package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.relation.ShadowReport;
import org.lumoauth.api.relation.ShadowReport.Example;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts what models in shadow answered differently on this node. */
@Component(service = Shadows.class)
public final class Shadows {

  private final Cache<Trial, ShadowTally> tallies =
      MeasuredCache.build("authz-rebac.trials", Caffeine.newBuilder().maximumSize(1000));

  /** One trial: a model that is tried a second time is counted from the start. */
  private record Trial(StoreKey key, String modelId, long sinceMicros) {}

  @Activate
  public Shadows() {
    // nothing is needed
  }

  /** Counts a question that both models answered. */
  void compared(StoreKey key, Head head, Example example) {
    tally(key, head).compared(example);
  }

  /** Counts a question that the model in shadow could not answer. */
  void failed(StoreKey key, Head head) {
    tally(key, head).failed();
  }

  /** Counts a question that the model in shadow was not asked. */
  void skipped(StoreKey key, Head head) {
    tally(key, head).skipped();
  }

  /** What was counted; empty if no model is in shadow. */
  Optional<ShadowReport> report(StoreKey key, Head head) {
    return head.shadowId()
        .map(id -> tally(key, head).report(id, Micros.instant(head.shadowMicros())));
  }

  private ShadowTally tally(StoreKey key, Head head) {
    return tallies.get(
        new Trial(key, head.shadowId().orElseThrow(), head.shadowMicros()),
        trial -> new ShadowTally());
  }

  static Example example(TupleKey question, boolean allowed, boolean shadowAllowed) {
    return new Example(question, allowed, shadowAllowed, Instant.now());
  }
}
