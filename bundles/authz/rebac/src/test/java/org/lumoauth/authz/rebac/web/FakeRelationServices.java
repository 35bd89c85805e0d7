/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.UsersetTree;
import org.lumoauth.api.tenant.TenantContext;

/** One store with relations that a test allows. */
final class FakeRelationServices implements RelationStoreService, RelationQueryService {
  private static final RelationStoreMetadata STORE =
      new RelationStoreMetadata("sto_1", "standard", true, Instant.EPOCH, Instant.EPOCH);

  private final Set<String> allowed = new HashSet<>();
  private final List<RelationQueryContext> contexts = new ArrayList<>();
  private RelationException failure;

  void allow(String question) {
    allowed.add(question);
  }

  void fail(RelationException with) {
    failure = with;
  }

  List<RelationQueryContext> contexts() {
    return contexts;
  }

  @Override
  public RelationStoreMetadata defaultStore(TenantContext tenant) {
    return STORE;
  }

  @Override
  public RelationCheckResult check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      RelationQueryContext context,
      boolean explain) {
    contexts.add(context);
    if (failure != null) {
      throw failure;
    }
    var tuple = DecisionReason.of("tuple_holds", "So it is.", Map.of("tuple", question.toString()));
    var why = new DecisionReason("relation_holds", "It holds.", Map.of(), List.of(tuple));
    return new RelationCheckResult(
        allowed.contains(question.toString()),
        "rmo_1",
        "token",
        explain ? Optional.of(why) : Optional.empty());
  }

  @Override
  public List<RelationBatchCheckOutcome> checkAll(
      TenantContext tenant, String storeId, List<RelationBatchCheckItem> questions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UsersetTree expand(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationQueryContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResultSlice<ObjectRef> listObjects(
      TenantContext tenant,
      String storeId,
      String type,
      String relation,
      RelationSubject subject,
      RelationQueryContext context,
      int limit,
      Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RelationSubjectList listSubjects(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationSubjectFilter filter,
      RelationQueryContext context,
      int limit,
      Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RelationStoreMetadata create(TenantContext tenant, String name, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RelationStoreMetadata> find(TenantContext tenant, String storeId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResultSlice<RelationStoreMetadata> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(TenantContext tenant, String storeId, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }
}
