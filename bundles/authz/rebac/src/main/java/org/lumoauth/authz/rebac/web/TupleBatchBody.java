package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.web.ApiException;

/**
 * A change of many tuples: all of it or nothing.
 *
 * @param onDuplicate {@code error} or {@code ignore}: what becomes of a tuple that is there
 * @param onMissing the same of one to delete that is not there
 * @param idempotencyKey a name for the change: of this name it is made once
 * @param model the model that the tuples must fit; the current one where none is named
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
   * Something that must be so.
   *
   * @param exists whether a tuple of the filter must be there, or none may be
   */
  record TuplePreconditionBody(TupleFilterBody filter, boolean exists) {}

  /**
   * The change.
   *
   * @throws ApiException 400, 422
   */
  TupleWriteRequest change(Optional<String> keyOfHeader) {
    var written = checked(writes, "writes").stream().map(RelationTupleBody::tuple).toList();
    var deleted = checked(deletes, "deletes").stream().map(RelationTupleBody::key).toList();
    if (written.isEmpty() && deleted.isEmpty()) {
      throw ApiException.invalidRequest("Name at least one tuple in writes or deletes.");
    }
    var needed =
        checked(preconditions, "preconditions").stream().map(TupleBatchBody::precondition).toList();
    if (written.size() + deleted.size() + needed.size() > MAX) {
      throw ApiException.invalid("writes", "At most " + MAX + " tuples are changed at once.");
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
      throw ApiException.invalid("preconditions", "A precondition has a filter.");
    }
    return new TupleWriteRequest.TuplePrecondition(body.filter().filter(), body.exists());
  }

  private static <T> List<T> checked(List<T> given, String name) {
    if (given == null) {
      return List.of();
    }
    if (given.stream().anyMatch(Objects::isNull)) {
      throw ApiException.invalid(name, "One of " + name + " is null.");
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
    throw ApiException.invalid(name, name + " is error or ignore.");
  }
}
