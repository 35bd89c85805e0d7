package org.lumoauth.authz.rebac.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.UsersetTree;
import org.lumoauth.api.tenant.TenantContext;

/** Relations of one store that a test says hold. */
final class FakeRelations implements RelationStores, RelationQueries {
  private static final RelationStore STORE =
      new RelationStore("sto_1", "standard", true, Instant.EPOCH, Instant.EPOCH);

  private final Set<String> allowed = new HashSet<>();
  private final List<QueryContext> contexts = new ArrayList<>();
  private RelationException failure;

  void allow(String question) {
    allowed.add(question);
  }

  void fail(RelationException with) {
    failure = with;
  }

  List<QueryContext> contexts() {
    return contexts;
  }

  @Override
  public RelationStore standard(TenantContext tenant) {
    return STORE;
  }

  @Override
  public RelationAnswer check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      QueryContext context,
      boolean explain) {
    contexts.add(context);
    if (failure != null) {
      throw failure;
    }
    var tuple = Reason.of("tuple_holds", "So it is.", Map.of("tuple", question.toString()));
    var why = new Reason("relation_holds", "It holds.", Map.of(), List.of(tuple));
    return new RelationAnswer(
        allowed.contains(question.toString()),
        "rmo_1",
        "token",
        explain ? Optional.of(why) : Optional.empty());
  }

  @Override
  public List<Outcome> checkAll(TenantContext tenant, String storeId, List<Single> questions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UsersetTree expand(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      QueryContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Slice<ObjectRef> listObjects(
      TenantContext tenant,
      String storeId,
      String type,
      String relation,
      RelationSubject subject,
      QueryContext context,
      int limit,
      Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subjects listSubjects(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      SubjectFilter filter,
      QueryContext context,
      int limit,
      Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RelationStore create(TenantContext tenant, String name, Initiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RelationStore> find(TenantContext tenant, String storeId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Slice<RelationStore> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(TenantContext tenant, String storeId, Initiator by) {
    throw new UnsupportedOperationException();
  }
}
