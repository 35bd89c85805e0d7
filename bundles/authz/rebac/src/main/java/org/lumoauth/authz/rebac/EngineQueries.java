package org.lumoauth.authz.rebac;

import java.time.Duration;
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
import org.lumoauth.authz.rebac.cache.Snapshots;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.engine.Setting;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions: each from one revision that is as fresh as it asks for. */
@Component(configurationPid = "org.lumoauth.authz.rebac")
public final class EngineQueries implements RelationQueries {

  private static final Logger LOG = LoggerFactory.getLogger(EngineQueries.class);

  private final StoreHeads heads;
  private final Snapshots snapshots;
  private final Revisions revisions;
  private final Preparation preparation;
  private final Checking checking;
  private final Listings listings;
  private final Duration batchTime;

  @Activate
  public EngineQueries(
      @Reference StoreHeads heads,
      @Reference Snapshots snapshots,
      @Reference Revisions revisions,
      @Reference Preparation preparation,
      @Reference Checking checking,
      @Reference Listings listings,
      RebacConfig config) {
    this.heads = heads;
    this.snapshots = snapshots;
    this.revisions = revisions;
    this.preparation = preparation;
    this.checking = checking;
    this.listings = listings;
    this.batchTime = Duration.ofMillis(config.batchMillis());
  }

  @Override
  public RelationAnswer check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      QueryContext context,
      boolean explain) {
    return checking.answer(target(tenant, storeId, context), question, context, explain);
  }

  @Override
  public List<Outcome> checkAll(TenantContext tenant, String storeId, List<Single> questions) {
    var key = new StoreKey(tenant.id(), storeId);
    var target = new Target(tenant, key, freshest(key, questions), Deadline.in(batchTime));
    questions.forEach(each -> compile(target, each.context()));
    return snapshots.with(
        key,
        target.head(),
        state -> {
          var outcomes = new ArrayList<Outcome>();
          for (Single each : questions) {
            outcomes.add(outcome(target.at(state.head()), state.tuples(), each));
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
        target(tenant, storeId, context),
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
    var target = target(tenant, storeId, context);
    return asked(
        target,
        context,
        setting -> {
          var rules = new TupleRules(setting.model());
          rules.requireRelation(type, relation);
          rules.requireSubject(subject);
          return listings.objects(
              target.key(),
              setting,
              type,
              relation,
              Userset.of(subject),
              new Listings.Extent(limit, after, context.skipsUndecided()));
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
    var target = target(tenant, storeId, context);
    return asked(
        target,
        context,
        setting -> {
          var rules = new TupleRules(setting.model());
          rules.requireRelation(object.type(), relation);
          TupleRules.requireObject(object);
          rules.requireFilter(filter);
          return listings.subjects(
              target.key(),
              setting,
              Userset.of(object, relation),
              filter,
              new Listings.Extent(limit, after, context.skipsUndecided()));
        });
  }

  private <T> T asked(Target target, QueryContext context, Function<Setting, T> work) {
    preparation.model(target, context); // compiled before a connection is held
    return snapshots.with(
        target.key(),
        target.head(),
        state -> {
          var at = target.at(state.head());
          var model = preparation.model(at, context);
          return work.apply(preparation.setting(at, model, state.tuples(), context));
        });
  }

  /** So that none is read while the questions hold a connection. */
  private void compile(Target target, QueryContext context) {
    try {
      preparation.model(target, context);
    } catch (RelationException e) {
      LOG.debug("rebac.no-model reason={}", e.getMessage()); // the question itself says so
    }
  }

  private Outcome outcome(Target target, Snapshot tuples, Single each) {
    try {
      return new Outcome(
          Optional.of(checking.answer(target, tuples, each.question(), each.context(), false)),
          Optional.empty());
    } catch (RelationException e) {
      return new Outcome(Optional.empty(), Optional.of(e));
    }
  }

  private Target target(TenantContext tenant, String storeId, QueryContext context) {
    var key = new StoreKey(tenant.id(), storeId);
    return new Target(tenant, key, head(key, context.consistency()), Deadline.OWN);
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
    boolean now = false;
    for (Single each : questions) {
      var consistency = each.context().consistency();
      now |= consistency instanceof Consistency.FullyConsistent;
      if (consistency instanceof Consistency.AtLeastAsFresh fresh) {
        least = Math.max(least, revisions.place(key, fresh.token()).revision());
      }
    }
    return now ? heads.now(key) : heads.atLeast(key, least);
  }
}
