/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** Parses the common members of query requests. */
final class QueryContextParser {
  private static final int MAX_CONTEXTUAL = 100;

  private QueryContextParser() {}

  /**
   * Returns the query context.
   *
   * @throws FgaException 400 for invalid members
   */
  static RelationQueryContext toQueryContext(
      String modelId,
      List<FgaTupleKeyBody> contextual,
      Map<String, Object> context,
      String consistency) {
    if (contextual.size() > MAX_CONTEXTUAL) {
      throw FgaException.invalid(
          "`contextual_tuples` must not have more than " + MAX_CONTEXTUAL + " tuples.");
    }
    return new RelationQueryContext(
        FgaIdMapper.model(modelId),
        contextual.stream().map(FgaTupleKeyBody::tuple).toList(),
        requireValues(context),
        consistency(consistency));
  }

  /**
   * Returns the values for conditions; null is refused.
   *
   * @throws FgaException 400 for a null value
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
      throw FgaException.invalid("Values in `context` must not be null.");
    }
    if (value instanceof Map<?, ?> object) {
      object.values().forEach(QueryContextParser::refuseNull);
    } else if (value instanceof Collection<?> list) {
      list.forEach(QueryContextParser::refuseNull);
    }
  }

  /**
   * Parses the required consistency.
   *
   * @throws FgaException 400 for an unknown value
   */
  static ReadConsistency consistency(String text) {
    if (text == null) {
      return new ReadConsistency.MinimizeLatency();
    }
    return switch (text) {
      case "", "UNSPECIFIED", "MINIMIZE_LATENCY" -> new ReadConsistency.MinimizeLatency();
      case "HIGHER_CONSISTENCY" -> new ReadConsistency.FullyConsistent();
      default ->
          throw FgaException.invalid(
              "`consistency` must be MINIMIZE_LATENCY or HIGHER_CONSISTENCY.");
    };
  }
}
