/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Generates and normalizes the codes that people type (AAuth draft, section Interaction Code
 * Format): ten characters of Crockford's Base32.
 */
public final class InteractionCodeGenerator {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 10; // 50 bits

  private final SecureRandom random = new SecureRandom();

  /** Generates a code. */
  public String generate() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
    }
    return code.toString();
  }

  /** Normalizes a typed code: removes hyphens, ignores case and maps similar characters. */
  public static String normalize(String typed) {
    return typed
        .replace("-", "")
        .toUpperCase(Locale.ROOT)
        .replace('I', '1')
        .replace('L', '1')
        .replace('O', '0');
  }
}
