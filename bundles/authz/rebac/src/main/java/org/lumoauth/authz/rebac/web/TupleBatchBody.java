/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.web.ApiException;

/**
 * An atomic change of several tuples.
 *
 * @param onDuplicate {@code error} or {@code ignore}, for writes of existing tuples
 * @param onMissing {@code error} or {@code ignore}, for deletes of missing tuples
 * @param idempotencyKey a key with which the change is applied only once
 * @param model the model that the tuples must match; by default the current model
 */
record TupleBatchBody(
    List<RelationTupleBody> writes,
    List<RelationTupleBody> deletes,
    List<TuplePreconditionBody> preconditions,
    @JsonProperty("on_duplicate") String onDuplicate,
    @JsonProperty("on_missing") String onMissing,
    @JsonProperty("idempotency_key") String idempotencyKey,
    String model) {
  private static final int MAX = 1000;

  /**
   * A precondition of a change.
   *
   * @param exists whether a tuple must match the filter, or none may
   */
  record TuplePreconditionBody(TupleFilterBody filter, boolean exists) {}

  /**
   * Returns the change.
   *
   * @throws ApiException 400, 422
   */
  TupleWriteRequest change(Optional<String> keyOfHeader) {
    var written = checked(writes, "writes").stream().map(RelationTupleBody::tuple).toList();
    var deleted = checked(deletes, "deletes").stream().map(RelationTupleBody::key).toList();
    if (written.isEmpty() && deleted.isEmpty()) {
      throw ApiException.invalidRequest("At least one tuple in `writes` or `deletes` is required.");
    }
    var needed =
        checked(preconditions, "preconditions").stream().map(TupleBatchBody::precondition).toList();
    if (written.size() + deleted.size() + needed.size() > MAX) {
      throw ApiException.invalid("writes", "A request can change at most " + MAX + " tuples.");
    }
    return new TupleWriteRequest(
        Optional.ofNullable(model).filter(id -> !id.isEmpty()),
        written,
        deleted,
        needed,
        ignores("on_duplicate", onDuplicate),
        ignores("on_missing", onMissing),
        Optional.ofNullable(idempotencyKey).or(() -> keyOfHeader).filter(key -> !key.isEmpty()));
  }

  private static TupleWriteRequest.TuplePrecondition precondition(TuplePreconditionBody body) {
    if (body.filter() == null) {
      throw ApiException.invalid("preconditions", "Each of `preconditions` must have `filter`.");
    }
    return new TupleWriteRequest.TuplePrecondition(body.filter().filter(), body.exists());
  }

  private static <T> List<T> checked(List<T> given, String name) {
    if (given == null) {
      return List.of();
    }
    if (given.stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid(name, "`" + name + "` must not contain null.");
    }
    return given;
  }

  private static boolean ignores(String name, String option) {
    if (option == null || option.equals("error")) {
      return false;
    }
    if (option.equals("ignore")) {
      return true;
    }
    throw ApiException.invalid(name, name + " must be error or ignore.");
  }
}
