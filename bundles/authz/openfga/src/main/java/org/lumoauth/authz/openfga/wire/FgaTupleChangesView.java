/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/** Changes of tuples on the wire. */
public record FgaTupleChangesView(
    List<FgaTupleChange> changes, @JsonProperty("continuation_token") String continuationToken) {

  /** One change. */
  public record FgaTupleChange(
      @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey, String operation, Instant timestamp) {}

  /** Creates the response. */
  public static FgaTupleChangesView of(ResultSlice<TupleChange> slice) {
    return new FgaTupleChangesView(
        slice.items().stream()
            .map(
                each ->
                    new FgaTupleChange(
                        FgaTupleKeyBody.of(each.tuple()),
                        "TUPLE_OPERATION_" + each.operation(),
                        each.at()))
            .toList(),
        slice.next().orElse(""));
  }

  /**
   * Parses the start time.
   *
   * @throws FgaException 400 for an invalid time
   */
  public static Optional<Instant> from(String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RequestTimestampParser.parse(text));
    } catch (DateTimeException e) {
      throw FgaException.invalid("`start_time` must be an RFC 3339 timestamp.");
    }
  }
}
