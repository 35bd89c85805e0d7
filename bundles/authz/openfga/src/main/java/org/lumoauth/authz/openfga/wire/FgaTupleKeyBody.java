/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.openfga.FgaException;

/** A tuple on the wire. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FgaTupleKeyBody(
    String user, String relation, String object, FgaConditionBody condition) {

  /** The condition of a tuple. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FgaConditionBody(String name, Map<String, Object> context) {}

  /**
   * Returns the tuple key without its condition.
   *
   * @throws FgaException 400 for an invalid tuple key
   */
  public TupleKey key() {
    return new TupleKey(
        FgaTupleTextParser.object(object),
        FgaTupleTextParser.relation(relation),
        FgaTupleTextParser.user(user));
  }

  /**
   * Returns the tuple.
   *
   * @throws FgaException 400 for an invalid tuple
   */
  public RelationTuple tuple() {
    return new RelationTuple(
        key(), Optional.ofNullable(condition).map(FgaTupleKeyBody::condition), Optional.empty());
  }

  /** Creates the wire form of a tuple. */
  public static FgaTupleKeyBody of(RelationTuple tuple) {
    TupleKey key = tuple.key();
    return new FgaTupleKeyBody(
        key.subject().toString(),
        key.relation(),
        key.object().toString(),
        tuple.condition().map(c -> new FgaConditionBody(c.name(), c.context())).orElse(null));
  }

  private static TupleCondition condition(FgaConditionBody body) {
    if (body.name() == null || body.name().isEmpty()) {
      throw FgaException.invalid("`condition.name` is required.");
    }
    return new TupleCondition(body.name(), QueryContextParser.requireValues(body.context()));
  }
}
