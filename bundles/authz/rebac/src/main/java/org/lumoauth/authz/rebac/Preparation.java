package org.lumoauth.authz.rebac;

import java.time.Instant;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.cache.Answers;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.authz.rebac.engine.Budget;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.Setting;
import org.lumoauth.authz.rebac.engine.Shared;
import org.lumoauth.authz.rebac.index.Overlay;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.StoredSnapshot;
import org.lumoauth.authz.rebac.store.Micros;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts together what a question is answered from: model, tuples, values, limits. */
@Component(service = Preparation.class)
public final class Preparation {

  private final Models models;
  private final Answers answers;
  private final TenantLimits limits;

  @Activate
  public Preparation(
      @Reference Models models, @Reference Answers answers, @Reference TenantLimits limits) {
    this.models = models;
    this.answers = answers;
    this.limits = limits;
  }

  /**
   * The model that a question names, or the current one.
   *
   * @throws RelationException {@code NO_MODEL}, {@code MODEL_NOT_FOUND}
   */
  CompiledModel model(Target target, QueryContext context) {
    return models.get(
        target.key(), context.modelId().or(target.head()::modelId).orElseThrow(Refusals::noModel));
  }

  /**
   * The model in shadow.
   *
   * @throws RelationException {@code MODEL_NOT_FOUND}
   */
  CompiledModel shadow(Target target) {
    return models.get(target.key(), target.head().shadowId().orElseThrow(Refusals::modelNotFound));
  }

  /**
   * All of it. Contextual tuples must fit the model as kept ones must.
   *
   * @throws RelationException {@code INVALID_TUPLE}
   */
  Setting setting(Target target, CompiledModel model, Snapshot tuples, QueryContext context) {
    if (!context.contextualTuples().isEmpty()) {
      var rules = new TupleRules(model);
      context.contextualTuples().forEach(rules::requireTuple);
    }
    var most = limits.of(target.tenant());
    return new Setting(
        model,
        Overlay.over(tuples, context.contextualTuples()),
        context.context(),
        Micros.of(Instant.now()),
        most,
        new Budget(most, target.deadline().left()),
        kept(target, model, tuples, context));
  }

  /**
   * Answers are kept where they rest on kept tuples alone, and take longer to find than to keep.
   */
  private Shared kept(Target target, CompiledModel model, Snapshot tuples, QueryContext context) {
    return context.contextualTuples().isEmpty() && tuples instanceof StoredSnapshot
        ? answers.of(target.key(), model.id(), tuples.revision())
        : Shared.NONE;
  }
}
