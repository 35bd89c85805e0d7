package org.lumoauth.authz.authzen.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.EvaluationRequest;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.RelationServices;
import org.lumoauth.authz.authzen.SubjectContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Searches for subjects and resources among the tenant's relations and the candidates of other
 * modules, and returns only those with a positive decision (section 8: a result must evaluate to
 * true).
 */
@Component(service = EntitySearch.class)
public final class EntitySearch {

  private final RelationSearch related;
  private final SearchCandidateSources candidates;
  private final EvaluationService desk;

  @Activate
  public EntitySearch(
      @Reference RelationServices relations,
      @Reference SearchCandidateSources candidates,
      @Reference EvaluationService desk) {
    this.related = new RelationSearch(relations, new TypeRelationNames(relations));
    this.candidates = candidates;
    this.desk = desk;
  }

  /** Returns subjects of a type that may perform the action on the resource. */
  SearchResponse subjects(TenantContext tenant, EvaluationRequest wanted, SearchPageRequest page) {
    return new SearchExecution(desk, tenant, new SubjectSearchTarget(tenant, wanted)).page(page);
  }

  /** Returns resources of a type that the subject may perform the action on. */
  SearchResponse resources(
      TenantContext tenant,
      SubjectContext party,
      EvaluationRequest wanted,
      SearchPageRequest page) {
    return new SearchExecution(desk, tenant, new ResourceSearchTarget(tenant, wanted, party))
        .page(page);
  }

  private final class SubjectSearchTarget implements SearchTarget {
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
    public SubjectContext party(String id) {
      return desk.foundSubjectContext(tenant, type(), id);
    }

    @Override
    public DecisionRequest question(String id) {
      return party(id).question(RelationSearch.permission(wanted), resource, wanted.known());
    }
  }

  private final class ResourceSearchTarget implements SearchTarget {
    private final TenantContext tenant;
    private final EvaluationRequest wanted;
    private final SubjectContext party;

    ResourceSearchTarget(TenantContext tenant, EvaluationRequest wanted, SubjectContext party) {
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
    public SubjectContext party(String id) {
      return party;
    }

    @Override
    public DecisionRequest question(String id) {
      var resource = new Resource(type(), id, wanted.resource().properties());
      return party.question(RelationSearch.permission(wanted), resource, wanted.known());
    }

    private SubjectRef subject() {
      return party.subject();
    }
  }
}
