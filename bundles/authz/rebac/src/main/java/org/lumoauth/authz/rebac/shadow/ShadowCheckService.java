/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.shadow;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.cache.TupleSnapshotProvider;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.query.EngineCheckRunner;
import org.lumoauth.authz.rebac.query.EvaluationContextFactory;
import org.lumoauth.authz.rebac.query.QueryDeadline;
import org.lumoauth.authz.rebac.query.StoreQueryTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates completed queries with the shadow model in another thread. Results and failures of that
 * model do not affect the client.
 */
public final class ShadowCheckService {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowCheckService.class);

  private final EvaluationContextFactory preparation;
  private final TupleSnapshotProvider snapshots;
  private final ShadowStatisticsRegistry shadows;
  private final ShadowCheckWorkQueue runs;
  private final EngineCheckRunner engine;

  public ShadowCheckService(
      EvaluationContextFactory preparation,
      TupleSnapshotProvider snapshots,
      ShadowStatisticsRegistry shadows,
      ShadowCheckWorkQueue runs) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.shadows = shadows;
    this.runs = runs;
    this.engine = new EngineCheckRunner(preparation);
  }

  /** Evaluates a query with the shadow model and the same tuples, and compares the results. */
  public void submit(
      StoreQueryTarget target,
      TupleSnapshot tuples,
      TupleKey question,
      RelationQueryContext context,
      boolean allowed) {
    long revision = tuples.revision();
    var held =
        tuples instanceof TupleIndex ? tuples : null; // Other snapshots end with their transaction.
    if (!runs.run(() -> compare(target, held, revision, question, context, allowed))) {
      shadows.countSkipped(target.key(), target.head());
    }
  }

  private void compare(
      StoreQueryTarget asked,
      @Nullable TupleSnapshot held,
      long revision,
      TupleKey question,
      RelationQueryContext context,
      boolean allowed) {
    var target = new StoreQueryTarget(asked.tenant(), asked.key(), asked.head(), QueryDeadline.OWN);
    try {
      with(
          target,
          held,
          tuples -> {
            if (tuples.revision() != revision) {
              shadows.countSkipped(target.key(), target.head());
              return;
            }
            boolean other =
                engine
                    .check(target, preparation.shadow(target), tuples, question, context, false)
                    .allowed();
            shadows.countCompared(
                target.key(),
                target.head(),
                ShadowStatisticsRegistry.example(question, allowed, other));
          });
    } catch (RelationException e) {
      shadows.countFailed(target.key(), target.head());
    } catch (RuntimeException e) {
      LOG.warn("rebac.shadow-failed store={} reason={}", target.key().storeId(), e.toString(), e);
      shadows.countFailed(target.key(), target.head());
    }
  }

  private void with(
      StoreQueryTarget target, @Nullable TupleSnapshot held, Consumer<TupleSnapshot> work) {
    if (held != null) {
      work.accept(held);
      return;
    }
    snapshots.stored(
        target.key(),
        target.head(),
        state -> {
          work.accept(state.tuples());
          return target;
        });
  }
}
