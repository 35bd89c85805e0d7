/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits an action if the subject has the corresponding relation. The resource must be an object
 * of a type in the current model of the tenant's default store, and the action one of its
 * relations. Never denies. Abstains without a resource or for types that the model does not define.
 */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=rebac"})
public final class RebacAuthorizationModel implements AuthorizationModel {
  private static final String GROUP_RELATION = "member";

  private final DefaultStoreModelCache models;
  private final RelationQueryService queries;

  @Activate
  public RebacAuthorizationModel(
      @Reference DefaultStoreModelCache models, @Reference RelationQueryService queries) {
    this.models = models;
    this.queries = queries;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (question.resource().isEmpty()) {
      return RelationVoteFactory.NO_RESOURCE;
    }
    var current = models.of(tenant.id());
    if (current.isEmpty()) {
      return RelationVoteFactory.NO_MODEL;
    }
    var model = current.get().model();
    var resource = question.resource().get();
    var relation = ActionRelationResolver.of(model, resource.type(), question.action());
    if (relation.isEmpty() || !model.hasType(question.subject().type())) {
      return RelationVoteFactory.outside(question, resource.type());
    }
    var key =
        new TupleKey(
            new ObjectRef(resource.type(), resource.id()),
            relation.get(),
            subject(model, question.subject()));
    try {
      return vote(tenant, current.get(), key, known(question.context()));
    } catch (RelationException e) {
      return switch (e.kind()) {
        case INVALID_REQUEST -> RelationVoteFactory.unnameable(key, e);
        // A concurrent request made another model current.
        case TYPE_NOT_FOUND, RELATION_NOT_FOUND ->
            RelationVoteFactory.outside(question, resource.type());
        default -> RelationVoteFactory.failed(e);
      };
    }
  }

  private AuthorizationVote vote(
      TenantContext tenant,
      DefaultStoreModelCache.CurrentStandardModel current,
      TupleKey key,
      Map<String, Object> values) {
    var store = current.storeId();
    // Evaluated with the current model without naming it, so that a shadow model is also tried.
    if (!queries.check(tenant, store, key, context(Optional.empty(), values), false).allowed()) {
      return RelationVoteFactory.nothing(key);
    }
    // The explanation is requested only if the check succeeds, because it is expensive.
    var by = context(Optional.of(current.model().id()), values);
    var explained = queries.check(tenant, store, key, by, true);
    return explained.allowed()
        ? RelationVoteFactory.permit(key, explained.explanation())
        : RelationVoteFactory.nothing(key);
  }

  private static RelationQueryContext context(
      Optional<String> modelId, Map<String, Object> values) {
    return new RelationQueryContext(
        modelId, List.of(), values, new ReadConsistency.MinimizeLatency());
  }

  /** Returns the subject. A group is represented by its members, if the model defines them. */
  private static RelationSubject subject(CompiledModel model, SubjectRef subject) {
    return subject.type().equals(SubjectRef.GROUP)
            && model.relation(SubjectRef.GROUP, GROUP_RELATION) != null
        ? RelationSubject.userset(SubjectRef.GROUP, subject.id(), GROUP_RELATION)
        : RelationSubject.of(subject.type(), subject.id());
  }

  /**
   * Removes null values, which conditions do not support. A missing value is reported by the
   * evaluation.
   */
  private static Map<String, Object> known(Map<String, Object> context) {
    if (context.values().stream().noneMatch(Objects::isNull)) {
      return context;
    }
    Map<String, Object> known = new HashMap<>(context);
    known.values().removeIf(Objects::isNull);
    return known;
  }
}
