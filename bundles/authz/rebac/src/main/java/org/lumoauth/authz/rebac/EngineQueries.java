package org.lumoauth.authz.rebac;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.UsersetTree;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.cache.Answers;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.engine.Budget;
import org.lumoauth.authz.rebac.engine.Checks;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.Limits;
import org.lumoauth.authz.rebac.engine.Setting;
import org.lumoauth.authz.rebac.engine.Shared;
import org.lumoauth.authz.rebac.index.Overlay;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.StoredSnapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions: from which data, by which model, within which limits. */
@Component(configurationPid = "org.lumoauth.authz.rebac")
public final class EngineQueries implements RelationQueries {

  private final StoreHeads heads;
  private final Models models;
  private final Snapshots snapshots;
  private final Revisions revisions;
  private final Listings listings;
  private final Shadows shadows;
  private final Answers answers;
  private final Limits limits;

  @Activate
  public EngineQueries(
      @Reference StoreHeads heads,
      @Reference Models models,
      @Reference Snapshots snapshots,
      @Reference Revisions revisions,
      @Reference Listings listings,
      @Reference Shadows shadows,
      @Reference Answers answers,
      RebacConfig config) {
    this.heads = heads;
    this.models = models;
    this.snapshots = snapshots;
    this.revisions = revisions;
    this.listings = listings;
    this.shadows = shadows;
    this.answers = answers;
    this.limits =
        new Limits(config.maxDepth(), config.maxWork(), Duration.ofMillis(config.timeMillis()));
  }

  @Override
  public RelationAnswer check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      QueryContext context,
      boolean explain) {
    var key = new StoreKey(tenant.id(), storeId);
    var head = head(key, context.consistency());
    return snapshots.with(
        key, head, tuples -> answer(key, head, tuples, question, context, explain));
  }

  @Override
  public List<Outcome> checkAll(TenantContext tenant, String storeId, List<Single> questions) {
    var key = new StoreKey(tenant.id(), storeId);
    var head = freshest(key, questions);
    return snapshots.with(
        key,
        head,
        tuples -> {
          var outcomes = new ArrayList<Outcome>();
          for (Single each : questions) {
            outcomes.add(outcome(key, head, tuples, each));
          }
          return outcomes;
        });
  }

  @Override
  public UsersetTree expand(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      QueryContext context) {
    return asked(
        tenant,
        storeId,
        context,
        setting -> {
          new TupleRules(setting.model()).requireRelation(object.type(), relation);
          TupleRules.requireObject(object);
          return new Expansion(setting).of(Userset.of(object, relation));
        });
  }

  @Override
  public Slice<ObjectRef> listObjects(
      TenantContext tenant,
      String storeId,
      String type,
      String relation,
      RelationSubject subject,
      QueryContext context,
      int limit,
      Optional<String> after) {
    var key = new StoreKey(tenant.id(), storeId);
    return asked(
        tenant,
        storeId,
        context,
        setting -> {
          var rules = new TupleRules(setting.model());
          rules.requireRelation(type, relation);
          rules.requireSubject(subject);
          return listings.objects(key, setting, type, relation, Userset.of(subject), limit, after);
        });
  }

  @Override
  public Subjects listSubjects(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      SubjectFilter filter,
      QueryContext context,
      int limit,
      Optional<String> after) {
    var key = new StoreKey(tenant.id(), storeId);
    return asked(
        tenant,
        storeId,
        context,
        setting -> {
          var rules = new TupleRules(setting.model());
          rules.requireRelation(object.type(), relation);
          TupleRules.requireObject(object);
          rules.requireFilter(filter);
          return listings.subjects(
              key, setting, Userset.of(object, relation), filter, limit, after);
        });
  }

  private <T> T asked(
      TenantContext tenant, String storeId, QueryContext context, Function<Setting, T> work) {
    var key = new StoreKey(tenant.id(), storeId);
    var head = head(key, context.consistency());
    var model = model(key, head, context);
    return snapshots.with(key, head, tuples -> work.apply(setting(key, model, tuples, context)));
  }

  private Outcome outcome(StoreKey key, Head head, Snapshot tuples, Single each) {
    try {
      return new Outcome(
          Optional.of(answer(key, head, tuples, each.question(), each.context(), false)),
          Optional.empty());
    } catch (RelationException e) {
      return new Outcome(Optional.empty(), Optional.of(e));
    }
  }

  private RelationAnswer answer(
      StoreKey key,
      Head head,
      Snapshot tuples,
      TupleKey question,
      QueryContext context,
      boolean explain) {
    var model = model(key, head, context);
    new TupleRules(model).requireQuestion(question);
    var node = Userset.of(question.object(), question.relation());
    var subject = Userset.of(question.subject());
    var checked = new Checks(setting(key, model, tuples, context)).check(node, subject, explain);
    if (head.shadowId().isPresent() && context.modelId().isEmpty()) {
      shadow(key, head, tuples, question, context, checked.allowed());
    }
    return new RelationAnswer(
        checked.allowed(), model.id(), revisions.token(key, tuples.revision()), checked.reason());
  }

  private void shadow(
      StoreKey key,
      Head head,
      Snapshot tuples,
      TupleKey question,
      QueryContext context,
      boolean allowed) {
    try {
      var model = models.get(key, head.shadowId().orElseThrow());
      new TupleRules(model).requireQuestion(question);
      boolean other =
          new Checks(setting(key, model, tuples, context))
              .check(
                  Userset.of(question.object(), question.relation()),
                  Userset.of(question.subject()),
                  false)
              .allowed();
      shadows.compared(key, head, Shadows.example(question, allowed, other));
    } catch (RelationException e) {
      shadows.failed(key, head);
    }
  }

  private CompiledModel model(StoreKey key, Head head, QueryContext context) {
    return models.get(key, context.modelId().or(head::modelId).orElseThrow(Refusals::noModel));
  }

  /** Contextual tuples must fit the model as kept ones must. */
  private Setting setting(
      StoreKey key, CompiledModel model, Snapshot tuples, QueryContext context) {
    if (!context.contextualTuples().isEmpty()) {
      var rules = new TupleRules(model);
      context.contextualTuples().forEach(rules::requireTuple);
    }
    return new Setting(
        model,
        Overlay.over(tuples, context.contextualTuples()),
        context.context(),
        Micros.of(Instant.now()),
        limits,
        new Budget(limits),
        kept(key, model, tuples, context));
  }

  /**
   * Answers are kept where they rest on kept tuples alone, and take longer to find than to keep.
   */
  private Shared kept(StoreKey key, CompiledModel model, Snapshot tuples, QueryContext context) {
    return context.contextualTuples().isEmpty() && tuples instanceof StoredSnapshot
        ? answers.of(key, model.id(), tuples.revision())
        : Shared.NONE;
  }

  private Head head(StoreKey key, Consistency consistency) {
    if (consistency instanceof Consistency.FullyConsistent) {
      return heads.now(key);
    }
    if (consistency instanceof Consistency.AtLeastAsFresh fresh) {
      return heads.atLeast(key, revisions.place(key, fresh.token()).revision());
    }
    return heads.recent(key);
  }

  /** A head that is good enough for each question. */
  private Head freshest(StoreKey key, List<Single> questions) {
    long least = 0;
    for (Single each : questions) {
      if (each.context().consistency() instanceof Consistency.FullyConsistent) {
        return heads.now(key);
      }
      if (each.context().consistency() instanceof Consistency.AtLeastAsFresh fresh) {
        least = Math.max(least, revisions.place(key, fresh.token()).revision());
      }
    }
    return heads.atLeast(key, least);
  }
}
