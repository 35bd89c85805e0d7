package org.lumoauth.authz.authzen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds subjects and resources among the tenant's relations and what else modules can name, and
 * keeps of them only those for which a decision says yes (section 8: what is found must evaluate to
 * true).
 */
@Component(service = Search.class)
public final class Search {

  private final Related related;
  private final Candidates candidates;
  private final Desk desk;

  @Activate
  public Search(
      @Reference Related related, @Reference Candidates candidates, @Reference Desk desk) {
    this.related = related;
    this.candidates = candidates;
    this.desk = desk;
  }

  /** Subjects of a type that may do this to the resource. */
  Results subjects(TenantContext tenant, Evaluation wanted, PageWanted page) {
    return new SearchRun(desk, tenant, new ForSubjects(tenant, wanted)).page(page);
  }

  /** Resources of a type to which the party may do this. */
  Results resources(TenantContext tenant, Party party, Evaluation wanted, PageWanted page) {
    return new SearchRun(desk, tenant, new ForResources(tenant, wanted, party)).page(page);
  }

  private final class ForSubjects implements Hunt {
    private final TenantContext tenant;
    private final Evaluation wanted;
    private final Resource resource;

    ForSubjects(TenantContext tenant, Evaluation wanted) {
      this.tenant = tenant;
      this.wanted = wanted;
      this.resource = wanted.asked();
    }

    @Override
    public String type() {
      return wanted.subject().type();
    }

    @Override
    public Slice<String> related(PageWanted page) {
      return related.subjects(tenant, wanted, type(), page);
    }

    @Override
    public List<String> known(Optional<String> after, int limit) {
      return candidates.subjects(tenant, type(), after, limit);
    }

    @Override
    public Set<String> told(List<String> ids) {
      var object = new ObjectRef(resource.type(), resource.id());
      return related.those(
          tenant,
          wanted,
          ids,
          (id, relation) -> new TupleKey(object, relation, RelationSubject.of(type(), id)));
    }

    @Override
    public Party party(String id) {
      return desk.found(tenant, type(), id);
    }

    @Override
    public Question question(String id) {
      return party(id).question(Related.permission(wanted), resource, wanted.known());
    }
  }

  private final class ForResources implements Hunt {
    private final TenantContext tenant;
    private final Evaluation wanted;
    private final Party party;

    ForResources(TenantContext tenant, Evaluation wanted, Party party) {
      this.tenant = tenant;
      this.wanted = wanted;
      this.party = party;
    }

    @Override
    public String type() {
      return wanted.resource().type();
    }

    @Override
    public Slice<String> related(PageWanted page) {
      return related.objects(tenant, wanted, subject(), page);
    }

    @Override
    public List<String> known(Optional<String> after, int limit) {
      return candidates.resources(tenant, subject(), type(), after, limit);
    }

    @Override
    public Set<String> told(List<String> ids) {
      var who = RelationSubject.of(subject().type(), subject().id());
      return related.those(
          tenant,
          wanted,
          ids,
          (id, relation) -> new TupleKey(new ObjectRef(type(), id), relation, who));
    }

    @Override
    public Party party(String id) {
      return party;
    }

    @Override
    public Question question(String id) {
      var resource = new Resource(type(), id, wanted.resource().properties());
      return party.question(Related.permission(wanted), resource, wanted.known());
    }

    private SubjectRef subject() {
      return party.subject();
    }
  }
}
