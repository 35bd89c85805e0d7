/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.authzen.EvaluationRequest;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.JsonRequestMembers;
import org.lumoauth.authz.authzen.RelationServiceLookup;

/** Searches a tenant's relations. */
final class RelationCandidateFinder {

  /** Errors that mean an empty result. */
  private static final Set<RelationErrorKind> NOTHING =
      Set.of(
          RelationErrorKind.STORE_NOT_FOUND,
          RelationErrorKind.NO_MODEL,
          RelationErrorKind.TYPE_NOT_FOUND,
          RelationErrorKind.RELATION_NOT_FOUND);

  private final RelationServiceLookup relations;
  private final TypeRelationNameReader names;

  RelationCandidateFinder(RelationServiceLookup relations, TypeRelationNameReader names) {
    this.relations = relations;
    this.names = names;
  }

  /** Returns the requested permission. */
  static String permission(EvaluationRequest wanted) {
    return wanted.action().permission(wanted.resource().type());
  }

  /** Returns the ids of subjects with the permission's relation to the resource. */
  ResultSlice<String> subjects(
      TenantContext tenant, EvaluationRequest wanted, String type, SearchPageRequest page) {
    var resource = wanted.toResource();
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
                      new RelationSubjectFilter(type, Optional.empty()),
                      context(wanted),
                      page.limit(),
                      page.token())
                  .found();
          var ids = found.items().stream().map(RelationSubject::id).toList();
          return new ResultSlice<>(ids, found.complete(), found.next());
        });
  }

  /** Returns the ids of objects that the subject has the permission's relation to. */
  ResultSlice<String> objects(
      TenantContext tenant, EvaluationRequest wanted, SubjectRef subject, SearchPageRequest page) {
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
          return new ResultSlice<>(ids, found.complete(), found.next());
        });
  }

  /**
   * Returns the ids with a valid tuple, so that the search of relations returns them.
   *
   * @param tuple creates the tuple for an id and the relation
   */
  Set<String> filterRelated(
      TenantContext tenant,
      EvaluationRequest wanted,
      List<String> ids,
      BiFunction<String, String, TupleKey> tuple) {
    var relation = names.relation(tenant, wanted.resource().type(), permission(wanted));
    if (relation.isEmpty() || ids.isEmpty()) {
      return Set.of();
    }
    var singles =
        ids.stream()
            .map(id -> new RelationBatchCheckItem(tuple.apply(id, relation.get()), context(wanted)))
            .toList();
    try {
      var outcomes = relations.queries().checkAll(tenant, store(tenant), singles);
      var holding = new HashSet<String>();
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i).answer().filter(RelationCheckResult::allowed).isPresent()) {
          holding.add(ids.get(i));
        }
      }
      return holding;
    } catch (RelationException e) {
      throw refused(e);
    }
  }

  /**
   * Runs a search of relations.
   *
   * @throws ApiException 400 for an invalid request, 503 if it exceeds the time limit
   */
  private ResultSlice<String> slice(
      TenantContext tenant,
      EvaluationRequest wanted,
      Function<String, ResultSlice<String>> search) {
    var nothing = new ResultSlice<String>(List.of(), true, Optional.empty());
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

  private static ApiException refused(RelationException e) {
    return e.kind() == RelationErrorKind.DEADLINE
        ? EvaluationService.tooSlow()
        : JsonRequestMembers.refused(e.getMessage());
  }

  private String store(TenantContext tenant) {
    return relations.stores().defaultStore(tenant).id();
  }

  private static RelationQueryContext context(EvaluationRequest wanted) {
    return new RelationQueryContext(
            Optional.empty(), List.of(), wanted.known(), new ReadConsistency.MinimizeLatency())
        .skippingUndecided();
  }
}
