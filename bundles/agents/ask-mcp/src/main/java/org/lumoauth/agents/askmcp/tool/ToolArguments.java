package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Arguments of calls. */
final class ToolArguments {

  private static final int SHOWN = 64;

  private ToolArguments() {}

  /**
   * Takes no argument that the schema does not name.
   *
   * @throws ApiException 400
   */
  static void requireOnly(McpToolCall call, Map<String, Object> schema) {
    var known = ((Map<?, ?>) schema.get("properties")).keySet();
    for (String name : call.arguments().keySet()) {
      if (!known.contains(name)) {
        var shown = name.length() > SHOWN ? name.substring(0, SHOWN) : name;
        throw ApiException.invalidRequest(
            "There is no argument " + shown + "; there are " + known + ".");
      }
    }
  }

  /**
   * A text that must be there.
   *
   * @throws ApiException 400
   */
  static String text(McpToolCall call, String name, int maxLength) {
    if (call.arguments().get(name) instanceof String text
        && !text.isBlank()
        && text.length() <= maxLength) {
      return text;
    }
    throw ApiException.invalidRequest(name + " is a text of 1 to " + maxLength + " characters.");
  }
}
