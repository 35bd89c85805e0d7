package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;

/**
 * What a tenant decided about combining.
 *
 * @param rule the rule
 * @param order names of models, for {@link CombiningAlgorithm#FIRST_APPLICABLE}; the others follow
 *     as they are asked
 */
record VoteCombiningPolicy(CombiningAlgorithm rule, List<String> order) {

  /** The strictest: whatever it permits, every other rule permits too. */
  static final VoteCombiningPolicy STRICTEST =
      new VoteCombiningPolicy(CombiningAlgorithm.DENY_OVERRIDES, List.of());

  VoteCombiningPolicy {
    order = List.copyOf(order);
  }

  /** Reads the section; what cannot be read is the strictest. */
  static VoteCombiningPolicy of(Map<String, Object> settings) {
    var rule =
        settings.get(VoteCombiningSettings.RULE) instanceof String name
            ? CombiningAlgorithm.named(name).orElse(CombiningAlgorithm.DENY_OVERRIDES)
            : CombiningAlgorithm.DENY_OVERRIDES;
    var order =
        settings.get(VoteCombiningSettings.ORDER) instanceof List<?> names
            ? names.stream().filter(String.class::isInstance).map(String.class::cast).toList()
            : List.<String>of();
    return new VoteCombiningPolicy(rule, order);
  }

  /** The place of a model in the order; those that are not named share the last. */
  int orderOf(String model) {
    int at = order.indexOf(model);
    return at < 0 ? order.size() : at;
  }
}
