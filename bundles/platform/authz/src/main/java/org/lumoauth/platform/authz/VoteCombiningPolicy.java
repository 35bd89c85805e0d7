/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;

/**
 * A tenant's settings for combining votes.
 *
 * @param rule the algorithm
 * @param order model names for {@link CombiningAlgorithm#FIRST_APPLICABLE}; the others follow in
 *     evaluation order
 */
record VoteCombiningPolicy(CombiningAlgorithm rule, List<String> order) {

  /** The strictest policy: everything that it permits, every other policy permits too. */
  static final VoteCombiningPolicy STRICTEST =
      new VoteCombiningPolicy(CombiningAlgorithm.DENY_OVERRIDES, List.of());

  VoteCombiningPolicy {
    order = List.copyOf(order);
  }

  /** Reads the settings section; an invalid one becomes the strictest policy. */
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

  /** Returns a model's index in the order; models that are not listed share the last index. */
  int orderOf(String model) {
    int at = order.indexOf(model);
    return at < 0 ? order.size() : at;
  }
}
