/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.authz.openfga.FgaException;

/** A request for stored tuples. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaReadBody(
    @JsonProperty("tuple_key") FgaTupleKeyBody tupleKey,
    @JsonProperty("page_size") Integer pageSize,
    @JsonProperty("continuation_token") String continuationToken,
    String consistency) {

  /** A stored tuple. */
  public record FgaTupleBody(FgaTupleKeyBody key, Instant timestamp) {}

  /** The stored tuples. */
  public record FgaReadResponse(
      List<FgaTupleBody> tuples, @JsonProperty("continuation_token") String continuationToken) {

    /** Creates the response. */
    public static FgaReadResponse of(ResultSlice<StoredRelationTuple> slice) {
      return new FgaReadResponse(
          slice.items().stream()
              .map(each -> new FgaTupleBody(FgaTupleKeyBody.of(each.tuple()), each.writtenAt()))
              .toList(),
          slice.next().orElse(""));
    }
  }

  /**
   * Returns the filter: all tuples without a tuple key; otherwise those of an object, or of a type
   * and a user.
   *
   * @throws FgaException 400 for an invalid tuple key
   */
  public TupleFilter filter() {
    if (tupleKey == null || empty(tupleKey.object()) && empty(tupleKey.user())) {
      if (tupleKey != null && !empty(tupleKey.relation())) {
        throw FgaException.invalid(
            "`tuple_key` must have an object, or the type of an object and a user.");
      }
      return TupleFilter.all();
    }
    String object = tupleKey.object();
    if (empty(object)) {
      throw FgaException.invalid(
          "`tuple_key` must have an object, or the type of an object and a user.");
    }
    boolean typeOnly = object.endsWith(":");
    if (typeOnly && empty(tupleKey.user())) {
      throw FgaException.invalid("A `tuple_key` with only the type of an object requires a user.");
    }
    var type =
        typeOnly
            ? FgaTupleTextParser.type(object.substring(0, object.length() - 1))
            : FgaTupleTextParser.object(object).type();
    var id =
        typeOnly ? Optional.<String>empty() : Optional.of(FgaTupleTextParser.object(object).id());
    var user =
        empty(tupleKey.user())
            ? Optional.<RelationSubject>empty()
            : Optional.of(FgaTupleTextParser.user(tupleKey.user()));
    return new TupleFilter(
        Optional.of(type),
        id,
        empty(tupleKey.relation())
            ? Optional.empty()
            : Optional.of(FgaTupleTextParser.relation(tupleKey.relation())),
        user.map(RelationSubject::type),
        user.map(RelationSubject::id),
        user.map(each -> each.relation().orElse("")));
  }

  /** Returns the required consistency. */
  public ReadConsistency freshness() {
    return QueryContextParser.consistency(consistency);
  }

  private static boolean empty(String text) {
    return text == null || text.isEmpty();
  }
}
