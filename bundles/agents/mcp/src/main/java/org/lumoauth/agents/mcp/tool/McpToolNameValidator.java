/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Validates tool names. Names are compared byte for byte; in addition, a server cannot have two
 * names that a person could confuse (see Unicode TS 39 section 4, reduced to the ASCII characters
 * that names may contain).
 */
public final class McpToolNameValidator {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private McpToolNameValidator() {}

  /**
   * Returns whether a name is well-formed: ASCII letters, digits, {@code _}, {@code -} and {@code
   * .}.
   */
  public static boolean wellFormed(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns a form that is equal for names that look alike. */
  static String skeleton(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[_.-]", "")
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('i', 'l')
        .replace('5', 's')
        .replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d");
  }
}
