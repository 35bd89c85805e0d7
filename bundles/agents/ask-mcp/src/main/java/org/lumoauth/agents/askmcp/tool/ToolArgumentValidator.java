/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Validates the arguments of calls. */
final class ToolArgumentValidator {

  private static final int SHOWN = 64;

  private ToolArgumentValidator() {}

  /**
   * Refuses arguments that are not in the schema.
   *
   * @throws ApiException 400 for an unknown argument
   */
  static void requireOnly(McpToolCall call, Map<String, Object> schema) {
    var known = ((Map<?, ?>) schema.get("properties")).keySet();
    for (String name : call.arguments().keySet()) {
      if (!known.contains(name)) {
        var shown = name.length() > SHOWN ? name.substring(0, SHOWN) : name;
        throw ApiException.invalidRequest(
            "Unknown argument " + shown + ". Known arguments: " + known + ".");
      }
    }
  }

  /**
   * Returns a required text argument.
   *
   * @throws ApiException 400 if it is missing, not text or too long
   */
  static String text(McpToolCall call, String name, int maxLength) {
    if (call.arguments().get(name) instanceof String text
        && !text.isBlank()
        && text.length() <= maxLength) {
      return text;
    }
    throw ApiException.invalidRequest(
        "`" + name + "` must be a string of 1 to " + maxLength + " characters.");
  }
}
