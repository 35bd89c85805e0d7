/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.EvaluationRequest;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.EvaluationSubject;
import org.lumoauth.authz.authzen.RelationServiceLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Searches for subjects and resources among the tenant's relations and the candidates of other
 * modules, and returns only those with a positive decision (section 8: a result must evaluate to
 * true).
 */
@Component(service = EntitySearchService.class)
public final class EntitySearchService {

  private final RelationCandidateFinder related;
  private final SearchCandidateAggregator candidates;
  private final EvaluationService desk;

  @Activate
  public EntitySearchService(
      @Reference RelationServiceLookup relations,
      @Reference ProviderRegistry registry,
      @Reference EvaluationService desk) {
    this.related = new RelationCandidateFinder(relations, new TypeRelationNameReader(relations));
    this.candidates = new SearchCandidateAggregator(registry);
    this.desk = desk;
  }

  @Deactivate
  void close() {
    candidates.close();
  }

  /** Returns subjects of a type that may perform the action on the resource. */
  SearchResponse subjects(TenantContext tenant, EvaluationRequest wanted, SearchPageRequest page) {
    return new SearchExecution(desk, tenant, new SubjectSearchTarget(tenant, wanted)).page(page);
  }

  /** Returns resources of a type that the subject may perform the action on. */
  SearchResponse resources(
      TenantContext tenant,
      EvaluationSubject party,
      EvaluationRequest wanted,
      SearchPageRequest page) {
    return new SearchExecution(desk, tenant, new ResourceSearchTarget(tenant, wanted, party))
        .page(page);
  }

  private final class SubjectSearchTarget implements SearchCandidateSource {
    private final TenantContext tenant;
    private final EvaluationRequest wanted;
    private final Resource resource;

    SubjectSearchTarget(TenantContext tenant, EvaluationRequest wanted) {
      this.tenant = tenant;
      this.wanted = wanted;
      this.resource = wanted.toResource();
    }

    @Override
    public String type() {
      return wanted.subject().type();
    }

    @Override
    public ResultSlice<String> findRelated(SearchPageRequest page) {
      return related.subjects(tenant, wanted, type(), page);
    }

    @Override
    public List<String> listKnown(Optional<String> after, int limit) {
      return candidates.subjects(tenant, type(), after, limit);
    }

    @Override
    public Set<String> filterRelated(List<String> ids) {
      var object = new ObjectRef(resource.type(), resource.id());
      return related.filterRelated(
          tenant,
          wanted,
          ids,
          (id, relation) -> new TupleKey(object, relation, RelationSubject.of(type(), id)));
    }

    @Override
    public EvaluationSubject party(String id) {
      return desk.foundSubjectContext(tenant, type(), id);
    }

    @Override
    public DecisionRequest question(String id) {
      return party(id)
          .question(RelationCandidateFinder.permission(wanted), resource, wanted.known());
    }
  }

  private final class ResourceSearchTarget implements SearchCandidateSource {
    private final TenantContext tenant;
    private final EvaluationRequest wanted;
    private final EvaluationSubject party;

    ResourceSearchTarget(TenantContext tenant, EvaluationRequest wanted, EvaluationSubject party) {
      this.tenant = tenant;
      this.wanted = wanted;
      this.party = party;
    }

    @Override
    public String type() {
      return wanted.resource().type();
    }

    @Override
    public ResultSlice<String> findRelated(SearchPageRequest page) {
      return related.objects(tenant, wanted, subject(), page);
    }

    @Override
    public List<String> listKnown(Optional<String> after, int limit) {
      return candidates.resources(tenant, subject(), type(), after, limit);
    }

    @Override
    public Set<String> filterRelated(List<String> ids) {
      var who = RelationSubject.of(subject().type(), subject().id());
      return related.filterRelated(
          tenant,
          wanted,
          ids,
          (id, relation) -> new TupleKey(new ObjectRef(type(), id), relation, who));
    }

    @Override
    public EvaluationSubject party(String id) {
      return party;
    }

    @Override
    public DecisionRequest question(String id) {
      var resource = new Resource(type(), id, wanted.resource().properties());
      return party.question(RelationCandidateFinder.permission(wanted), resource, wanted.known());
    }

    private SubjectRef subject() {
      return party.subject();
    }
  }
}
