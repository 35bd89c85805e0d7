package org.lumoauth.authz.rebac.query;

import java.time.Instant;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.rebac.RelationErrors;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.cache.SharedResultCache;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.EvaluationBudget;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.engine.SharedResults;
import org.lumoauth.authz.rebac.index.ContextualSnapshot;
import org.lumoauth.authz.rebac.index.StoredTupleSnapshot;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.store.RebacInstantColumns;
import org.lumoauth.authz.rebac.tuple.TupleValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the evaluation context of a query: model, tuples, condition values and limits. */
@Component(service = EvaluationContextFactory.class)
public final class EvaluationContextFactory {

  private final CompiledModelCache models;
  private final SharedResultCache answers;
  private final TenantQueryLimits limits;

  @Activate
  public EvaluationContextFactory(
      @Reference CompiledModelCache models,
      @Reference SharedResultCache answers,
      @Reference TenantQueryLimits limits) {
    this.models = models;
    this.answers = answers;
    this.limits = limits;
  }

  /**
   * Returns the model that a query names, or the current model.
   *
   * @throws RelationException {@code NO_MODEL}, {@code MODEL_NOT_FOUND}
   */
  CompiledModel model(CheckTarget target, RelationQueryContext context) {
    return models.get(
        target.key(),
        context.modelId().or(target.head()::modelId).orElseThrow(RelationErrors::noModel));
  }

  /**
   * Returns the shadow model.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND} if there is none
   */
  public CompiledModel shadow(CheckTarget target) {
    return models.get(
        target.key(), target.head().shadowId().orElseThrow(RelationErrors::modelNotFound));
  }

  /**
   * Returns the context. Contextual tuples must match the model like stored tuples.
   *
   * @throws RelationException {@code INVALID_TUPLE} if a contextual tuple does not match
   */
  EvaluationContext setting(
      CheckTarget target, CompiledModel model, TupleSnapshot tuples, RelationQueryContext context) {
    if (!context.contextualTuples().isEmpty()) {
      var rules = new TupleValidator(model);
      context.contextualTuples().forEach(rules::requireTuple);
    }
    var most = limits.of(target.tenant());
    return new EvaluationContext(
        model,
        ContextualSnapshot.over(tuples, context.contextualTuples()),
        context.context(),
        RebacInstantColumns.of(Instant.now()),
        most,
        new EvaluationBudget(most, target.deadline().remaining()),
        kept(target, model, tuples, context));
  }

  /**
   * Returns the shared result cache if the query uses only stored tuples and evaluation is slower
   * than caching.
   */
  private SharedResults kept(
      CheckTarget target, CompiledModel model, TupleSnapshot tuples, RelationQueryContext context) {
    return context.contextualTuples().isEmpty() && tuples instanceof StoredTupleSnapshot
        ? answers.of(target.key(), model.id(), tuples.revision())
        : SharedResults.NONE;
  }
}
