package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.openfga.FgaFailure;

/** A tuple on the wire. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TupleKeyBody(String user, String relation, String object, ConditionBody condition) {

  /** Under which condition it holds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ConditionBody(String name, Map<String, Object> context) {}

  /**
   * What it says, without its condition.
   *
   * @throws FgaFailure 400
   */
  public TupleKey key() {
    return new TupleKey(
        TupleText.object(object), TupleText.relation(relation), TupleText.user(user));
  }

  /**
   * The tuple.
   *
   * @throws FgaFailure 400
   */
  public RelationTuple tuple() {
    return new RelationTuple(
        key(), Optional.ofNullable(condition).map(TupleKeyBody::condition), Optional.empty());
  }

  /** The same the other way round. */
  public static TupleKeyBody of(RelationTuple tuple) {
    TupleKey key = tuple.key();
    return new TupleKeyBody(
        key.subject().toString(),
        key.relation(),
        key.object().toString(),
        tuple.condition().map(c -> new ConditionBody(c.name(), c.context())).orElse(null));
  }

  private static TupleCondition condition(ConditionBody body) {
    if (body.name() == null || body.name().isEmpty()) {
      throw FgaFailure.invalid("A condition has a name.");
    }
    return new TupleCondition(body.name(), Asked.values(body.context()));
  }
}
