package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Questions about a store. Each throws {@link RelationException}: {@code STORE_NOT_FOUND}, {@code
 * NO_MODEL}, {@code MODEL_NOT_FOUND}, {@code TYPE_NOT_FOUND}, {@code RELATION_NOT_FOUND}, {@code
 * INVALID_TUPLE} for a contextual tuple that does not fit, {@code INVALID_TOKEN}, {@code
 * CONDITION_FAILED} if the answer hangs on a condition that cannot be evaluated, {@code
 * LIMIT_EXCEEDED} if it takes more depth or breadth than the tenant may use, {@code DEADLINE} if it
 * takes longer. What was not found out in time is never a no that is kept.
 */
@ProviderType
public interface RelationQueryService {

  /**
   * Whether the subject has the relation to the object.
   *
   * @param explain whether the answer says why; costs more
   */
  RelationCheckResult check(
      TenantContext tenant,
      String storeId,
      TupleKey question,
      RelationQueryContext context,
      boolean explain);

  /**
   * Several questions about the same data, each answered as {@link #check} would, in their order.
   * There is a time for all of them together; who is not answered within it has {@code DEADLINE}.
   */
  List<RelationBatchCheckOutcome> checkAll(
      TenantContext tenant, String storeId, List<RelationBatchCheckItem> questions);

  /** Who has the relation, as a tree, one step of the model deep. */
  UsersetTree expand(
      TenantContext tenant,
      String storeId,
      ObjectRef object,
      String relation,
      RelationQueryContext context);

  /**
   * The objects of a type to which the subject has the relation: those for which {@link #check}
   * says yes, in the order of their ids.
   *
   * @param limit how many at most
   * @param after the token of the slice before
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
   * The subjects of a kind that have the relation to the object: those for which {@link #check}
   * says yes, a wildcard for everything of the type, in the order of their ids. Where everything of
   * the type is meant but for some, these are told as {@link RelationSubjectList#except}.
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
   * One of several questions.
   *
   * @param question what is asked
   * @param context what it rests on
   */
  record RelationBatchCheckItem(TupleKey question, RelationQueryContext context) {}

  /**
   * The answer to one of several questions: exactly one of both is there.
   *
   * @param answer the answer
   * @param failure why there is none
   */
  record RelationBatchCheckOutcome(
      Optional<RelationCheckResult> answer, Optional<RelationException> failure) {}

  /**
   * Subjects that were found.
   *
   * @param found them
   * @param except where {@code found} has a wildcard: subjects of the type that do not have the
   *     relation all the same
   */
  record RelationSubjectList(ResultSlice<RelationSubject> found, List<RelationSubject> except) {
    public RelationSubjectList {
      except = List.copyOf(except);
    }
  }
}
