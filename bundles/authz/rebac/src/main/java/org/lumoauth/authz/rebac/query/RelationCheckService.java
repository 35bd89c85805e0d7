/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.util.Optional;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.RevisionTokenCodec;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight;
import org.lumoauth.authz.rebac.cache.RelationStoreSnapshot;
import org.lumoauth.authz.rebac.cache.TupleSnapshotProvider;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.shadow.ShadowCheckService;
import org.lumoauth.authz.rebac.shadow.ShadowCheckWorkQueue;
import org.lumoauth.authz.rebac.shadow.ShadowStatisticsRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Evaluates whether a subject has a relation to an object. */
@Component(service = RelationCheckService.class)
public final class RelationCheckService {

  private final EvaluationContextFactory preparation;
  private final TupleSnapshotProvider snapshots;
  private final CheckSingleFlight flights;
  private final ShadowCheckService shadow;
  private final EngineCheckRunner engine;
  private final RevisionTokenCodec revisions;

  @Activate
  public RelationCheckService(
      @Reference EvaluationContextFactory preparation,
      @Reference TupleSnapshotProvider snapshots,
      @Reference CheckSingleFlight flights,
      @Reference ShadowStatisticsRegistry shadows,
      @Reference ShadowCheckWorkQueue runs,
      @Reference RevisionTokenCodec revisions) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.flights = flights;
    this.shadow = new ShadowCheckService(preparation, snapshots, shadows, runs);
    this.engine = new EngineCheckRunner(preparation);
    this.revisions = revisions;
  }

  /**
   * Evaluates a query from memory, or from the database together with concurrent identical queries.
   */
  RelationCheckResult check(
      StoreQueryTarget target, TupleKey question, RelationQueryContext context, boolean explain) {
    var held = snapshots.inMemory(target.key(), target.head());
    if (held.isPresent()) {
      var state = held.get();
      return check(target.at(state.head()), state.tuples(), question, context, explain);
    }
    boolean alone =
        explain
            || target.head().shadowId().isPresent()
            || !context.contextualTuples().isEmpty()
            || !context.context().isEmpty();
    preparation.model(target, context); // Compiled before a connection is acquired.
    return alone
        ? snapshots.stored(
            target.key(),
            target.head(),
            state -> check(target.at(state.head()), state.tuples(), question, context, explain))
        : together(target, question, context);
  }

  /** Evaluates a query from the given tuples. */
  RelationCheckResult check(
      StoreQueryTarget target,
      TupleSnapshot tuples,
      TupleKey question,
      RelationQueryContext context,
      boolean explain) {
    var model = preparation.model(target, context);
    var checked = engine.check(target, model, tuples, question, context, explain);
    if (target.head().shadowId().isPresent() && context.modelId().isEmpty()) {
      shadow.submit(target, tuples, question, context, checked.allowed());
    }
    return new RelationCheckResult(
        checked.allowed(),
        model.id(),
        revisions.token(target.key(), tuples.revision()),
        checked.reason());
  }

  private RelationCheckResult together(
      StoreQueryTarget target, TupleKey question, RelationQueryContext context) {
    var asked =
        new CheckSingleFlight.CheckFlightKey(
            target.key(),
            context.modelId(),
            target.head().modelId(),
            target.head().revision(),
            question);
    var landed =
        flights.getOrAwait(
            asked,
            () ->
                snapshots.stored(
                    target.key(),
                    target.head(),
                    state -> landed(target, state, question, context)));
    return new RelationCheckResult(
        landed.allowed(),
        landed.modelId(),
        revisions.token(target.key(), landed.revision()),
        Optional.empty());
  }

  private CheckSingleFlight.CheckFlightResult landed(
      StoreQueryTarget target,
      RelationStoreSnapshot state,
      TupleKey question,
      RelationQueryContext context) {
    var at = target.at(state.head());
    var model = preparation.model(at, context);
    var checked = engine.check(at, model, state.tuples(), question, context, false);
    return new CheckSingleFlight.CheckFlightResult(
        checked.allowed(), model.id(), state.tuples().revision(), checked.until());
  }
}
