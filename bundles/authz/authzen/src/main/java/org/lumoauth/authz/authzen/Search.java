package org.lumoauth.authz.authzen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds subjects and resources among the tenant's relations, and keeps of them only those for which
 * a decision says yes (section 8: what is found must evaluate to true).
 */
@Component(service = Search.class)
public final class Search {

  /** There is nothing to be found. */
  private static final Set<Kind> NOTHING =
      Set.of(Kind.STORE_NOT_FOUND, Kind.NO_MODEL, Kind.TYPE_NOT_FOUND, Kind.RELATION_NOT_FOUND);

  private static final int UNAVAILABLE = 503;

  private final Relations relations;
  private final RelationNames names;
  private final Desk desk;

  @Activate
  public Search(
      @Reference Relations relations, @Reference RelationNames names, @Reference Desk desk) {
    this.relations = relations;
    this.names = names;
    this.desk = desk;
  }

  /** Subjects of a type that may do this to the resource. */
  Results subjects(TenantContext tenant, Evaluation wanted, PageWanted page) {
    var resource = wanted.asked();
    var found =
        slice(
            tenant,
            wanted,
            relation ->
                relations
                    .queries()
                    .listSubjects(
                        tenant,
                        store(tenant),
                        new ObjectRef(resource.type(), resource.id()),
                        relation,
                        new SubjectFilter(wanted.subject().type(), Optional.empty()),
                        context(wanted),
                        page.limit(),
                        page.token())
                    .found());
    // Everybody cannot be listed: that there is more is told instead.
    var named = found.items().stream().filter(each -> !each.isWildcard()).toList();
    var parties = new ArrayList<Party>();
    var questions = new ArrayList<Question>();
    for (RelationSubject each : named) {
      var party = desk.found(tenant, each.type(), each.id());
      parties.add(party);
      questions.add(party.question(permission(wanted), resource, wanted.known()));
    }
    var permitted = desk.permitted(tenant, questions, parties);
    var results = new ArrayList<Map<String, String>>();
    for (int i = 0; i < named.size(); i++) {
      if (permitted.get(i)) {
        results.add(Map.of("type", named.get(i).type(), "id", named.get(i).id()));
      }
    }
    return Results.of(
        results, found.next(), found.complete() && named.size() == found.items().size());
  }

  /** Resources of a type to which the party may do this. */
  Results resources(TenantContext tenant, Party party, Evaluation wanted, PageWanted page) {
    var found =
        slice(
            tenant,
            wanted,
            relation ->
                relations
                    .queries()
                    .listObjects(
                        tenant,
                        store(tenant),
                        wanted.resource().type(),
                        relation,
                        RelationSubject.of(party.subject().type(), party.subject().id()),
                        context(wanted),
                        page.limit(),
                        page.token()));
    var questions = new ArrayList<Question>();
    var parties = new ArrayList<Party>();
    for (ObjectRef each : found.items()) {
      var resource = new Resource(each.type(), each.id(), wanted.resource().properties());
      questions.add(party.question(permission(wanted), resource, wanted.known()));
      parties.add(party);
    }
    var permitted = desk.permitted(tenant, questions, parties);
    var results = new ArrayList<Map<String, String>>();
    for (int i = 0; i < questions.size(); i++) {
      if (permitted.get(i)) {
        var object = found.items().get(i);
        results.add(Map.of("type", object.type(), "id", object.id()));
      }
    }
    return Results.of(results, found.next(), found.complete());
  }

  private String store(TenantContext tenant) {
    return relations.stores().standard(tenant).id();
  }

  private static String permission(Evaluation wanted) {
    return wanted.action().permission(wanted.resource().type());
  }

  private static QueryContext context(Evaluation wanted) {
    return new QueryContext(
        Optional.empty(), List.of(), wanted.known(), new Consistency.MinimizeLatency());
  }

  /**
   * @throws Problem 400 for a question that cannot be answered, 503 if it takes too long
   */
  private <T> Slice<T> slice(
      TenantContext tenant, Evaluation wanted, Function<String, Slice<T>> search) {
    var nothing = new Slice<T>(List.of(), true, Optional.empty());
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
      throw e.kind() == Kind.DEADLINE
          ? new Problem(UNAVAILABLE, "search_too_slow", "The search took too long; ask for less.")
          : Input.refused(e.getMessage());
    }
  }
}
