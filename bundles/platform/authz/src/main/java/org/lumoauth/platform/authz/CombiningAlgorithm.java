package org.lumoauth.platform.authz;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the votes of the models about one subject become one answer. Whatever the rule, a failed
 * model, a ceiling that denies, and silence are denials; the rules differ in what a denial and a
 * permit of two other models come to.
 *
 * @see <a
 *     href="https://docs.oasis-open.org/xacml/3.0/xacml-3.0-core-spec-os-en.html#_Toc325047267">
 *     XACML 3.0 appendix C</a>
 */
enum CombiningAlgorithm {
  /** One denial is enough for a no. */
  DENY_OVERRIDES("deny-overrides"),

  /** One permit is enough for a yes. */
  PERMIT_OVERRIDES("permit-overrides"),

  /** The first model, in the tenant's order, that has something to say is followed. */
  FIRST_APPLICABLE("first-applicable");

  private final String wireName;

  CombiningAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /** The name in settings and explanations. */
  String wireName() {
    return wireName;
  }

  static Optional<CombiningAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(rule -> rule.wireName.equals(name)).findFirst();
  }

  static Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (CombiningAlgorithm rule : values()) {
      names.add(rule.wireName);
    }
    return names;
  }
}
