package org.lumoauth.authz.authzen;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationQueries.Single;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a tenant's relations tell of a search. */
@Component(service = Related.class)
public final class Related {

  /** There is nothing to be found. */
  private static final Set<Kind> NOTHING =
      Set.of(Kind.STORE_NOT_FOUND, Kind.NO_MODEL, Kind.TYPE_NOT_FOUND, Kind.RELATION_NOT_FOUND);

  private final Relations relations;
  private final RelationNames names;

  @Activate
  public Related(@Reference Relations relations, @Reference RelationNames names) {
    this.relations = relations;
    this.names = names;
  }

  /** The permission that is asked for. */
  static String permission(Evaluation wanted) {
    return wanted.action().permission(wanted.resource().type());
  }

  /** Ids of subjects that have the relation of the permission to the resource. */
  Slice<String> subjects(TenantContext tenant, Evaluation wanted, String type, PageWanted page) {
    var resource = wanted.asked();
    return slice(
        tenant,
        wanted,
        relation -> {
          var found =
              relations
                  .queries()
                  .listSubjects(
                      tenant,
                      store(tenant),
                      new ObjectRef(resource.type(), resource.id()),
                      relation,
                      new SubjectFilter(type, Optional.empty()),
                      context(wanted),
                      page.limit(),
                      page.token())
                  .found();
          var ids = found.items().stream().map(RelationSubject::id).toList();
          return new Slice<>(ids, found.complete(), found.next());
        });
  }

  /** Ids of objects to which the subject has the relation of the permission. */
  Slice<String> objects(
      TenantContext tenant, Evaluation wanted, SubjectRef subject, PageWanted page) {
    return slice(
        tenant,
        wanted,
        relation -> {
          var found =
              relations
                  .queries()
                  .listObjects(
                      tenant,
                      store(tenant),
                      wanted.resource().type(),
                      relation,
                      RelationSubject.of(subject.type(), subject.id()),
                      context(wanted),
                      page.limit(),
                      page.token());
          var ids = found.items().stream().map(ObjectRef::id).toList();
          return new Slice<>(ids, found.complete(), found.next());
        });
  }

  /**
   * Those of the ids whose tuple holds, so that a list tells them.
   *
   * @param tuple the question about an id and the relation
   */
  Set<String> those(
      TenantContext tenant,
      Evaluation wanted,
      List<String> ids,
      BiFunction<String, String, TupleKey> tuple) {
    var relation = names.relation(tenant, wanted.resource().type(), permission(wanted));
    if (relation.isEmpty() || ids.isEmpty()) {
      return Set.of();
    }
    var singles =
        ids.stream()
            .map(id -> new Single(tuple.apply(id, relation.get()), context(wanted)))
            .toList();
    try {
      var outcomes = relations.queries().checkAll(tenant, store(tenant), singles);
      var holding = new HashSet<String>();
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i).answer().filter(RelationAnswer::allowed).isPresent()) {
          holding.add(ids.get(i));
        }
      }
      return holding;
    } catch (RelationException e) {
      throw refused(e);
    }
  }

  /**
   * @throws Problem 400 for a question that cannot be answered, 503 if it takes too long
   */
  private Slice<String> slice(
      TenantContext tenant, Evaluation wanted, Function<String, Slice<String>> search) {
    var nothing = new Slice<String>(List.of(), true, Optional.empty());
    relations.queries();
    try {
      return names
          .relation(tenant, wanted.resource().type(), permission(wanted))
          .map(search)
          .orElse(nothing);
    } catch (RelationException e) {
      if (NOTHING.contains(e.kind())) {
        return nothing;
      }
      throw refused(e);
    }
  }

  private static Problem refused(RelationException e) {
    return e.kind() == Kind.DEADLINE ? Desk.tooSlow() : Input.refused(e.getMessage());
  }

  private String store(TenantContext tenant) {
    return relations.stores().standard(tenant).id();
  }

  private static QueryContext context(Evaluation wanted) {
    return new QueryContext(
            Optional.empty(), List.of(), wanted.known(), new Consistency.MinimizeLatency())
        .skippingUndecided();
  }
}
