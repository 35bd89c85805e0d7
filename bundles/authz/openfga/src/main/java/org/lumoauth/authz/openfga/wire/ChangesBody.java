package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.platform.web.SentTime;

/** Changes of tuples on the wire. */
public record ChangesBody(
    List<Change> changes, @JsonProperty("continuation_token") String continuationToken) {

  /** One of them. */
  public record Change(
      @JsonProperty("tuple_key") TupleKeyBody tupleKey, String operation, Instant timestamp) {}

  /** What was found. */
  public static ChangesBody of(Slice<TupleChange> slice) {
    return new ChangesBody(
        slice.items().stream()
            .map(
                each ->
                    new Change(
                        TupleKeyBody.of(each.tuple()),
                        "TUPLE_OPERATION_" + each.operation(),
                        each.at()))
            .toList(),
        slice.next().orElse(""));
  }

  /**
   * From when on.
   *
   * @throws FgaFailure 400
   */
  public static Optional<Instant> from(String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SentTime.parse(text));
    } catch (DateTimeException e) {
      throw FgaFailure.invalid("start_time is a time as RFC 3339 writes it.");
    }
  }
}
