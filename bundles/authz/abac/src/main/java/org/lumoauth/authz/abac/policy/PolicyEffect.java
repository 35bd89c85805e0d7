package org.lumoauth.authz.abac.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy does when its condition holds. */
public enum PolicyEffect {
  ALLOW,
  DENY;

  /** The effect of this word. */
  public static Optional<PolicyEffect> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As it is written, {@code allow}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
