/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.UsersetTree;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.RevisionTokenCodec;
import org.lumoauth.authz.rebac.SignedTokenCodec;
import org.lumoauth.authz.rebac.cache.StoreHeadCache;
import org.lumoauth.authz.rebac.cache.TupleSnapshotProvider;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.tuple.TupleValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates relation queries. Each query is evaluated at one revision that meets its consistency
 * requirement.
 */
@Component(configurationPid = "org.lumoauth.authz.rebac")
public final class EngineRelationQueryService implements RelationQueryService {

  private static final Logger LOG = LoggerFactory.getLogger(EngineRelationQueryService.class);

  private final StoreHeadCache heads;
  private final TupleSnapshotProvider snapshots;
  private final RevisionTokenCodec revisions;
  private final EvaluationContextFactory preparation;
  private final RelationCheckService checking;
  private final RelationListingService listings;
  private final Duration batchTime;

  @Activate
  public EngineRelationQueryService(
      @Reference StoreHeadCache heads,
      @Reference TupleSnapshotProvider snapshots,
      @Reference RevisionTokenCodec revisions,
      @Reference EvaluationContextFactory preparation,
      @Reference RelationCheckService checking,
      @Reference SignedTokenCodec tokens,
      RebacConfig config) {
    this.heads = heads;
    this.snapshots = snapshots;
    this.revisions = revisions;
    this.preparation = preparation;
    this.checking = checking;
    this.listings = new RelationListingService(tokens);
    this.batchTime = Duration.ofMillis(config.batchMillis());
  }

  @Override
  public RelationCheckResult check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      RelationQueryContext context,
      boolean explain) {
    return checking.check(target(tenant, storeId, context), question, context, explain);
  }

  @Override
  public List<RelationBatchCheckOutcome> checkAll(
      TenantContext tenant, String storeId, List<RelationBatchCheckItem> questions) {
    var key = new RelationStoreKey(tenant.id(), storeId);
    var target =
        new StoreQueryTarget(tenant, key, freshest(key, questions), QueryDeadline.in(batchTime));
    questions.forEach(each -> compile(target, each.context()));
    return snapshots.withSnapshot(
        key,
        target.head(),
        state -> {
          var outcomes = new ArrayList<RelationBatchCheckOutcome>();
          for (RelationBatchCheckItem each : questions) {
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
      RelationQueryContext context) {
    return asked(
        target(tenant, storeId, context),
        context,
        setting -> {
          new TupleValidator(setting.model()).requireRelation(object.type(), relation);
          TupleValidator.requireObject(object);
          return new UsersetExpander(setting).of(Userset.of(object, relation));
        });
  }

  @Override
  public ResultSlice<ObjectRef> listObjects(
      TenantContext tenant,
      String storeId,
      String type,
      String relation,
      RelationSubject subject,
      RelationQueryContext context,
      int limit,
      Optional<String> after) {
    var target = target(tenant, storeId, context);
    return asked(
        target,
        context,
        setting -> {
          var rules = new TupleValidator(setting.model());
          rules.requireRelation(type, relation);
          rules.requireSubject(subject);
          return listings.objects(
              target.key(),
              setting,
              type,
              relation,
              Userset.of(subject),
              new RelationListingService.ListingExtent(limit, after, context.skipsUndecided()));
        });
  }

  @Override
  public RelationSubjectList listSubjects(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationSubjectFilter filter,
      RelationQueryContext context,
      int limit,
      Optional<String> after) {
    var target = target(tenant, storeId, context);
    return asked(
        target,
        context,
        setting -> {
          var rules = new TupleValidator(setting.model());
          rules.requireRelation(object.type(), relation);
          TupleValidator.requireObject(object);
          rules.requireFilter(filter);
          return listings.subjects(
              target.key(),
              setting,
              Userset.of(object, relation),
              filter,
              new RelationListingService.ListingExtent(limit, after, context.skipsUndecided()));
        });
  }

  private <T> T asked(
      StoreQueryTarget target, RelationQueryContext context, Function<EvaluationContext, T> work) {
    preparation.model(target, context); // Compiled before a connection is acquired.
    return snapshots.withSnapshot(
        target.key(),
        target.head(),
        state -> {
          var at = target.at(state.head());
          var model = preparation.model(at, context);
          return work.apply(preparation.setting(at, model, state.tuples(), context));
        });
  }

  /** Compiles the models before the queries use a connection. */
  private void compile(StoreQueryTarget target, RelationQueryContext context) {
    try {
      preparation.model(target, context);
    } catch (RelationException e) {
      LOG.debug(
          "rebac.no-model reason={}", e.getMessage()); // The query itself fails with this error.
    }
  }

  private RelationBatchCheckOutcome outcome(
      StoreQueryTarget target, TupleSnapshot tuples, RelationBatchCheckItem each) {
    try {
      return new RelationBatchCheckOutcome(
          Optional.of(checking.check(target, tuples, each.question(), each.context(), false)),
          Optional.empty());
    } catch (RelationException e) {
      return new RelationBatchCheckOutcome(Optional.empty(), Optional.of(e));
    }
  }

  private StoreQueryTarget target(
      TenantContext tenant, String storeId, RelationQueryContext context) {
    var key = new RelationStoreKey(tenant.id(), storeId);
    return new StoreQueryTarget(tenant, key, head(key, context.consistency()), QueryDeadline.OWN);
  }

  private RelationStoreHead head(RelationStoreKey key, ReadConsistency consistency) {
    if (consistency instanceof ReadConsistency.FullyConsistent) {
      return heads.now(key);
    }
    if (consistency instanceof ReadConsistency.AtLeastAsFresh fresh) {
      return heads.atLeast(key, revisions.readToken(key, fresh.token()).revision());
    }
    return heads.recent(key);
  }

  /** Returns a head that meets the consistency requirement of every query. */
  private RelationStoreHead freshest(RelationStoreKey key, List<RelationBatchCheckItem> questions) {
    long least = 0;
    boolean now = false;
    for (RelationBatchCheckItem each : questions) {
      var consistency = each.context().consistency();
      now |= consistency instanceof ReadConsistency.FullyConsistent;
      if (consistency instanceof ReadConsistency.AtLeastAsFresh fresh) {
        least = Math.max(least, revisions.readToken(key, fresh.token()).revision());
      }
    }
    return now ? heads.now(key) : heads.atLeast(key, least);
  }
}
