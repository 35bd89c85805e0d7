/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The algorithms that combine the votes of the models about one subject. Under every algorithm a
 * failed model, a denial by a limiting model, and the absence of votes are denials; the algorithms
 * differ in how they combine a permit and a denial of two other models.
 *
 * @see <a
 *     href="https://docs.oasis-open.org/xacml/3.0/xacml-3.0-core-spec-os-en.html#_Toc325047267">
 *     XACML 3.0 appendix C</a>
 */
enum CombiningAlgorithm {
  /** One denial is sufficient to deny. */
  DENY_OVERRIDES("deny-overrides"),

  /** One permit is sufficient to permit. */
  PERMIT_OVERRIDES("permit-overrides"),

  /** The first model with a vote, in the tenant's order, decides. */
  FIRST_APPLICABLE("first-applicable");

  private final String wireName;

  CombiningAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in settings and explanations. */
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
