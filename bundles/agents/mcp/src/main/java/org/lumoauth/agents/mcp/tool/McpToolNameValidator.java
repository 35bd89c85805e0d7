package org.lumoauth.agents.mcp.tool;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of tools. A name is compared byte for byte; beyond that no server has two that a person
 * could take for one another (compare Unicode TS 39 section 4, cut down to ASCII, which is all that
 * there is in a name).
 */
public final class McpToolNameValidator {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private McpToolNameValidator() {}

  /** Whether it is one: letters, digits, {@code _}, {@code -} and {@code .} of ASCII. */
  public static boolean wellFormed(String name) {
    return NAME.matcher(name).matches();
  }

  /** What two names have in common that look alike. */
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
