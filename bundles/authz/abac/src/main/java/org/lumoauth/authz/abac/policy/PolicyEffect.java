/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The effect of a policy if its condition is met. */
public enum PolicyEffect {
  ALLOW,
  DENY;

  /** Returns the effect with this name. */
  public static Optional<PolicyEffect> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Returns the name, for example {@code allow}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
