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
 * Permits what a subject has a relation for: the question's resource is an object of a type in the
 * current model of the tenant's standard store, and its action one of the type's relations. Never
 * denies. Tells nothing of questions without a resource, or about types that the model does not
 * have.
 */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=rebac"})
public final class RebacAuthorizationModel implements AuthorizationModel {
  private static final String GROUP_RELATION = "member";

  private final StandardModelCache models;
  private final RelationQueryService queries;

  @Activate
  public RebacAuthorizationModel(
      @Reference StandardModelCache models, @Reference RelationQueryService queries) {
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
        // Another model became current in the meantime.
        case TYPE_NOT_FOUND, RELATION_NOT_FOUND ->
            RelationVoteFactory.outside(question, resource.type());
        default -> RelationVoteFactory.failed(e);
      };
    }
  }

  private AuthorizationVote vote(
      TenantContext tenant,
      StandardModelCache.CurrentStandardModel current,
      TupleKey key,
      Map<String, Object> values) {
    var store = current.storeId();
    // By the current model, unnamed: so that one in shadow is tried on decisions too.
    if (!queries.check(tenant, store, key, context(Optional.empty(), values), false).allowed()) {
      return RelationVoteFactory.nothing(key);
    }
    // The way is asked for only where there is one, since that costs more.
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

  /** Groups stand in tuples as their members, where the model has those. */
  private static RelationSubject subject(CompiledModel model, SubjectRef subject) {
    return subject.type().equals(SubjectRef.GROUP)
            && model.relation(SubjectRef.GROUP, GROUP_RELATION) != null
        ? RelationSubject.userset(SubjectRef.GROUP, subject.id(), GROUP_RELATION)
        : RelationSubject.of(subject.type(), subject.id());
  }

  /** Conditions know no null: without the value they can't be evaluated, which is said. */
  private static Map<String, Object> known(Map<String, Object> context) {
    if (context.values().stream().noneMatch(Objects::isNull)) {
      return context;
    }
    Map<String, Object> known = new HashMap<>(context);
    known.values().removeIf(Objects::isNull);
    return known;
  }
}
