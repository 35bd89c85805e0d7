package org.lumoauth.authz.openfga.wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.QueryContext;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaIds;

/** What questions have in common. */
final class Asked {
  private static final int MAX_CONTEXTUAL = 100;

  private Asked() {}

  /**
   * What a question rests on.
   *
   * @throws FgaFailure 400
   */
  static QueryContext context(
      String modelId,
      List<TupleKeyBody> contextual,
      Map<String, Object> context,
      String consistency) {
    if (contextual.size() > MAX_CONTEXTUAL) {
      throw FgaFailure.invalid("There are at most " + MAX_CONTEXTUAL + " contextual tuples.");
    }
    return new QueryContext(
        FgaIds.model(modelId),
        contextual.stream().map(TupleKeyBody::tuple).toList(),
        values(context),
        consistency(consistency));
  }

  /**
   * Values for conditions, none of which is null.
   *
   * @throws FgaFailure 400
   */
  static Map<String, Object> values(Map<String, Object> context) {
    if (context == null) {
      return Map.of();
    }
    refuseNull(context);
    return context;
  }

  private static void refuseNull(Object value) {
    if (value == null) {
      throw FgaFailure.invalid("A value in a context is null.");
    }
    if (value instanceof Map<?, ?> object) {
      object.values().forEach(Asked::refuseNull);
    } else if (value instanceof Collection<?> list) {
      list.forEach(Asked::refuseNull);
    }
  }

  /**
   * How fresh the data must be.
   *
   * @throws FgaFailure 400
   */
  static Consistency consistency(String text) {
    if (text == null) {
      return new Consistency.MinimizeLatency();
    }
    return switch (text) {
      case "", "UNSPECIFIED", "MINIMIZE_LATENCY" -> new Consistency.MinimizeLatency();
      case "HIGHER_CONSISTENCY" -> new Consistency.FullyConsistent();
      default -> throw FgaFailure.invalid("consistency is MINIMIZE_LATENCY or HIGHER_CONSISTENCY.");
    };
  }
}
