/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.time.Instant;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.rebac.RelationExceptionFactory;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.cache.SubqueryResultCache;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.EvaluationBudget;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.engine.SubqueryResultStore;
import org.lumoauth.authz.rebac.index.ContextualSnapshot;
import org.lumoauth.authz.rebac.index.SqlTupleSnapshot;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.tuple.TupleValidator;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the evaluation context of a query: model, tuples, condition values and limits. */
@Component(service = EvaluationContextFactory.class)
public final class EvaluationContextFactory {

  private final CompiledModelCache models;
  private final SubqueryResultCache answers;
  private final TenantQueryLimitProvider limits;

  @Activate
  public EvaluationContextFactory(
      @Reference CompiledModelCache models,
      @Reference SubqueryResultCache answers,
      @Reference TenantQueryLimitProvider limits) {
    this.models = models;
    this.answers = answers;
    this.limits = limits;
  }

  /**
   * Returns the model that a query names, or the current model.
   *
   * @throws RelationException {@code NO_MODEL}, {@code MODEL_NOT_FOUND}
   */
  CompiledModel model(StoreQueryTarget target, RelationQueryContext context) {
    return models.get(
        target.key(),
        context
            .modelId()
            .or(target.head()::modelId)
            .orElseThrow(RelationExceptionFactory::noModel));
  }

  /**
   * Returns the shadow model.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND} if there is none
   */
  public CompiledModel shadow(StoreQueryTarget target) {
    return models.get(
        target.key(),
        target.head().shadowId().orElseThrow(RelationExceptionFactory::modelNotFound));
  }

  /**
   * Returns the context. Contextual tuples must match the model like stored tuples.
   *
   * @throws RelationException {@code INVALID_TUPLE} if a contextual tuple does not match
   */
  EvaluationContext setting(
      StoreQueryTarget target,
      CompiledModel model,
      TupleSnapshot tuples,
      RelationQueryContext context) {
    if (!context.contextualTuples().isEmpty()) {
      var rules = new TupleValidator(model);
      context.contextualTuples().forEach(rules::requireTuple);
    }
    var most = limits.of(target.tenant());
    return new EvaluationContext(
        model,
        ContextualSnapshot.over(tuples, context.contextualTuples()),
        context.context(),
        EpochMicrosConverter.toMicros(Instant.now()),
        most,
        new EvaluationBudget(most, target.deadline().remaining()),
        kept(target, model, tuples, context));
  }

  /**
   * Returns the shared result cache if the query uses only stored tuples and evaluation is slower
   * than caching.
   */
  private SubqueryResultStore kept(
      StoreQueryTarget target,
      CompiledModel model,
      TupleSnapshot tuples,
      RelationQueryContext context) {
    return context.contextualTuples().isEmpty() && tuples instanceof SqlTupleSnapshot
        ? answers.of(target.key(), model.id(), tuples.revision())
        : SubqueryResultStore.NONE;
  }
}
