/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions about a store. Each method throws {@link RelationException}: {@code
 * STORE_NOT_FOUND}, {@code NO_MODEL}, {@code MODEL_NOT_FOUND}, {@code TYPE_NOT_FOUND}, {@code
 * RELATION_NOT_FOUND}, {@code INVALID_TUPLE} for an invalid contextual tuple, {@code
 * INVALID_TOKEN}, {@code CONDITION_FAILED} if the answer depends on a condition that cannot be
 * evaluated, {@code LIMIT_EXCEEDED} if it exceeds the tenant's depth or breadth, {@code DEADLINE}
 * if it takes too long. A result that was not determined in time is never cached as a denial.
 */
@ProviderType
public interface RelationQueryService {

  /**
   * Returns whether the subject has the relation to the object.
   *
   * @param explain whether to include an explanation, which costs more
   */
  RelationCheckResult check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      RelationQueryContext context,
      boolean explain);

  /**
   * Answers several questions about the same data, each as {@link #check} does, in order. One time
   * limit applies to all of them together; a question that is not answered within it fails with
   * {@code DEADLINE}.
   */
  List<RelationBatchCheckOutcome> checkAll(
      TenantContext tenant, String storeId, List<RelationBatchCheckItem> questions);

  /** Returns the subjects with the relation as a tree, one step of the model deep. */
  UsersetTree expand(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationQueryContext context);

  /**
   * Returns the objects of a type to which the subject has the relation, that is, for which {@link
   * #check} is allowed, ordered by id.
   *
   * @param limit the maximum number of objects
   * @param after the token of the previous slice
   */
  ResultSlice<ObjectRef> listObjects(
      TenantContext tenant,
      String storeId,
      String type,
      String relation,
      RelationSubject subject,
      RelationQueryContext context,
      int limit,
      Optional<String> after);

  /**
   * Returns the subjects of a type that have the relation to the object, that is, for which {@link
   * #check} is allowed, ordered by id. A wildcard represents every object of the type; its
   * exceptions are in {@link RelationSubjectList#except}.
   */
  RelationSubjectList listSubjects(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationSubjectFilter filter,
      RelationQueryContext context,
      int limit,
      Optional<String> after);

  /**
   * A question of a batch.
   *
   * @param question the question
   * @param context its context
   */
  record RelationBatchCheckItem(TupleKey question, RelationQueryContext context) {}

  /**
   * The outcome of a question of a batch: exactly one of the two members is present.
   *
   * @param answer the answer
   * @param failure the error
   */
  record RelationBatchCheckOutcome(
      Optional<RelationCheckResult> answer, Optional<RelationException> failure) {}

  /**
   * The subjects that were found.
   *
   * @param found the subjects
   * @param except if {@code found} contains a wildcard: the subjects of the type that do not have
   *     the relation
   */
  record RelationSubjectList(ResultSlice<RelationSubject> found, List<RelationSubject> except) {
    public RelationSubjectList {
      except = List.copyOf(except);
    }
  }
}
