package org.lumoauth.authz.rebac;

import java.time.Instant;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts together what a question is answered from: model, tuples, values, limits. */
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
   * The model that a question names, or the current one.
   *
   * @throws RelationException {@code NO_MODEL}, {@code MODEL_NOT_FOUND}
   */
  CompiledModel model(CheckTarget target, RelationQueryContext context) {
    return models.get(
        target.key(),
        context.modelId().or(target.head()::modelId).orElseThrow(RelationErrors::noModel));
  }

  /**
   * The model in shadow.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  CompiledModel shadow(CheckTarget target) {
    return models.get(
        target.key(), target.head().shadowId().orElseThrow(RelationErrors::modelNotFound));
  }

  /**
   * All of it. Contextual tuples must fit the model as kept ones must.
   *
   * @throws RelationException {@code INVALID_TUPLE}
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
   * Answers are kept where they rest on kept tuples alone, and take longer to find than to keep.
   */
  private SharedResults kept(
      CheckTarget target, CompiledModel model, TupleSnapshot tuples, RelationQueryContext context) {
    return context.contextualTuples().isEmpty() && tuples instanceof StoredTupleSnapshot
        ? answers.of(target.key(), model.id(), tuples.revision())
        : SharedResults.NONE;
  }
}
