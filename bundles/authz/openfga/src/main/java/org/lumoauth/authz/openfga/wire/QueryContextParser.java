package org.lumoauth.authz.openfga.wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** What questions have in common. */
final class QueryContextParser {
  private static final int MAX_CONTEXTUAL = 100;

  private QueryContextParser() {}

  /**
   * What a question rests on.
   *
   * @throws FgaException 400
   */
  static RelationQueryContext toQueryContext(
      String modelId,
      List<FgaTupleKeyBody> contextual,
      Map<String, Object> context,
      String consistency) {
    if (contextual.size() > MAX_CONTEXTUAL) {
      throw FgaException.invalid("There are at most " + MAX_CONTEXTUAL + " contextual tuples.");
    }
    return new RelationQueryContext(
        FgaIdMapper.model(modelId),
        contextual.stream().map(FgaTupleKeyBody::tuple).toList(),
        requireValues(context),
        consistency(consistency));
  }

  /**
   * Values for conditions, none of which is null.
   *
   * @throws FgaException 400
   */
  static Map<String, Object> requireValues(Map<String, Object> context) {
    if (context == null) {
      return Map.of();
    }
    refuseNull(context);
    return context;
  }

  private static void refuseNull(Object value) {
    if (value == null) {
      throw FgaException.invalid("A value in a context is null.");
    }
    if (value instanceof Map<?, ?> object) {
      object.values().forEach(QueryContextParser::refuseNull);
    } else if (value instanceof Collection<?> list) {
      list.forEach(QueryContextParser::refuseNull);
    }
  }

  /**
   * How fresh the data must be.
   *
   * @throws FgaException 400
   */
  static ReadConsistency consistency(String text) {
    if (text == null) {
      return new ReadConsistency.MinimizeLatency();
    }
    return switch (text) {
      case "", "UNSPECIFIED", "MINIMIZE_LATENCY" -> new ReadConsistency.MinimizeLatency();
      case "HIGHER_CONSISTENCY" -> new ReadConsistency.FullyConsistent();
      default ->
          throw FgaException.invalid("consistency is MINIMIZE_LATENCY or HIGHER_CONSISTENCY.");
    };
  }
}
