package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;

/**
 * What a tenant decided about combining.
 *
 * @param rule the rule
 * @param order names of models, for {@link Rule#FIRST_APPLICABLE}; the others follow as they are
 *     asked
 */
record Combining(Rule rule, List<String> order) {

  /** The strictest: whatever it permits, every other rule permits too. */
  static final Combining STRICTEST = new Combining(Rule.DENY_OVERRIDES, List.of());

  Combining {
    order = List.copyOf(order);
  }

  /** Reads the section; what cannot be read is the strictest. */
  static Combining of(Map<String, Object> settings) {
    var rule =
        settings.get(CombiningSettings.RULE) instanceof String name
            ? Rule.named(name).orElse(Rule.DENY_OVERRIDES)
            : Rule.DENY_OVERRIDES;
    var order =
        settings.get(CombiningSettings.ORDER) instanceof List<?> names
            ? names.stream().filter(String.class::isInstance).map(String.class::cast).toList()
            : List.<String>of();
    return new Combining(rule, order);
  }

  /** The place of a model in the order; those that are not named share the last. */
  int place(String model) {
    int at = order.indexOf(model);
    return at < 0 ? order.size() : at;
  }
}
