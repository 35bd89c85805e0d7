package org.lumoauth.authz.rebac.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueries;
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
public final class RebacModel implements AuthorizationModel {
  private static final String GROUP_RELATION = "member";

  private static final Vote NO_RESOURCE =
      silent("no_resource", "The question names no resource that could have relations.");
  private static final Vote NO_MODEL =
      silent("no_relation_model", "The organization has no model of relations.");

  private final StandardModels models;
  private final RelationQueries queries;

  @Activate
  public RebacModel(@Reference StandardModels models, @Reference RelationQueries queries) {
    this.models = models;
    this.queries = queries;
  }

  @Override
  public Vote vote(TenantContext tenant, Question question) {
    if (question.resource().isEmpty()) {
      return NO_RESOURCE;
    }
    var current = models.of(tenant.id());
    if (current.isEmpty()) {
      return NO_MODEL;
    }
    var model = current.get().model();
    var resource = question.resource().get();
    var relation = ActionRelation.of(model, resource.type(), question.action());
    if (relation.isEmpty() || !model.hasType(question.subject().type())) {
      return outside(resource, question);
    }
    var key =
        new TupleKey(
            new ObjectRef(resource.type(), resource.id()),
            relation.get(),
            subject(model, question.subject()));
    try {
      return answered(key, ask(tenant, current.get(), key, question));
    } catch (RelationException e) {
      return e.kind() == RelationException.Kind.INVALID_REQUEST ? unnameable(key, e) : failed(e);
    }
  }

  private Optional<Reason> ask(
      TenantContext tenant, StandardModels.Current current, TupleKey key, Question question) {
    var context =
        new QueryContext(
            Optional.of(current.model().id()),
            List.of(),
            known(question.context()),
            new Consistency.MinimizeLatency());
    var answer = queries.check(tenant, current.storeId(), key, context, false);
    if (!answer.allowed()) {
      return Optional.empty();
    }
    // The reason is asked for where there is one to give; the second look finds a warm way.
    var explained = queries.check(tenant, current.storeId(), key, context, true);
    return explained.allowed()
        ? Optional.of(reason(key, explained.explanation()))
        : Optional.empty();
  }

  private static Reason reason(TupleKey key, Optional<Reason> path) {
    return new Reason(
        "relation_grants",
        key.subject() + " has the relation " + key.relation() + " to " + key.object() + ".",
        Map.of(
            "object", key.object().toString(),
            "relation", key.relation(),
            "subject", key.subject().toString()),
        path.map(List::of).orElse(List.of()));
  }

  private static Vote answered(TupleKey key, Optional<Reason> why) {
    return why.map(Vote::permit)
        .orElseGet(
            () ->
                Vote.notApplicable(
                    Reason.of(
                        "no_relation",
                        key.subject()
                            + " does not have the relation "
                            + key.relation()
                            + " to "
                            + key.object()
                            + ".",
                        Map.of(
                            "object", key.object().toString(),
                            "relation", key.relation(),
                            "subject", key.subject().toString())),
                    Optional.of(
                        "Write a tuple by which "
                            + key.subject()
                            + " has the relation "
                            + key.relation()
                            + " to "
                            + key.object()
                            + ".")));
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

  private static Vote outside(Resource resource, Question question) {
    return Vote.notApplicable(
        Reason.of(
            "not_in_relation_model",
            "The model of relations has no relation of "
                + resource.type()
                + " for "
                + question.action()
                + " that a "
                + question.subject().type()
                + " could have.",
            Map.of("type", resource.type(), "action", question.action())),
        Optional.empty());
  }

  private static Vote unnameable(TupleKey key, RelationException e) {
    return Vote.notApplicable(
        Reason.of("no_relation", e.getMessage(), Map.of("relation", key.relation())),
        Optional.empty());
  }

  private static Vote failed(RelationException e) {
    return new Vote(
        Vote.Outcome.FAILED,
        Reason.of(
            "relations_failed",
            e.getMessage(),
            Map.of("kind", e.kind().name().toLowerCase(java.util.Locale.ROOT))),
        Optional.empty());
  }

  private static Vote silent(String code, String text) {
    return Vote.notApplicable(Reason.of(code, text, Map.of()), Optional.empty());
  }
}
