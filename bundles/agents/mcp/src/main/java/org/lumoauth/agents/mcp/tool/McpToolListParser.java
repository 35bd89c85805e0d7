/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.web.ApiException;

/** Parses the result of {@code tools/list}; unknown members are ignored. */
public final class McpToolListParser {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final int MAX_TOOLS = 200;
  private static final int MAX_TEXT = 4_000;
  private static final int MAX_SCHEMA = 16 * 1024;
  private static final String FIELD = "tools";

  private McpToolListParser() {}

  /**
   * Returns the tools of a body.
   *
   * @throws ApiException 422 {@code validation_error}, also for two names that look alike
   */
  public static List<McpTool> read(Map<String, Object> body) {
    if (body == null || !(body.get(FIELD) instanceof List<?> items)) {
      throw invalid("The body must be the result of tools/list: {\"tools\": [...]}.");
    }
    if (items.size() > MAX_TOOLS) {
      throw invalid("`tools` must not have more than " + MAX_TOOLS + " entries.");
    }
    List<McpTool> tools = new ArrayList<>();
    Map<String, String> looks = new HashMap<>();
    for (Object item : items) {
      McpTool tool = tool(item);
      String like = looks.put(McpToolNameValidator.skeleton(tool.name()), tool.name());
      if (like != null) {
        throw invalid("The tool names `" + like + "` and `" + tool.name() + "` look alike.");
      }
      tools.add(tool);
    }
    return List.copyOf(tools);
  }

  private static McpTool tool(Object item) {
    if (!(item instanceof Map<?, ?> members) || !(members.get("name") instanceof String name)) {
      throw invalid("Each entry of `tools` must be an object with a `name`.");
    }
    if (!McpToolNameValidator.wellFormed(name)) {
      throw invalid(
          "A tool name must be 1 to 128 characters of A-Z, a-z, 0-9, _, - and . (no "
              + "look-alikes).");
    }
    return new McpTool(name, description(name, members.get("description")), schema(name, members));
  }

  private static Optional<String> description(String name, @Nullable Object sent) {
    if (sent == null) {
      return Optional.empty();
    }
    if (!(sent instanceof String text) || text.length() > MAX_TEXT) {
      throw invalid(
          "The description of `"
              + name
              + "` must be a string of at most "
              + MAX_TEXT
              + " characters.");
    }
    return Optional.of(text);
  }

  private static Map<String, Object> schema(String name, Map<?, ?> members) {
    Object sent = members.get("inputSchema");
    if (sent == null) {
      return Map.of();
    }
    if (!(sent instanceof Map<?, ?> object)) {
      throw invalid("The inputSchema of `" + name + "` must be an object.");
    }
    if (JSON.valueToTree(object).toString().getBytes(StandardCharsets.UTF_8).length > MAX_SCHEMA) {
      throw invalid("The inputSchema of `" + name + "` must not be larger than 16 KB.");
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    object.forEach((key, value) -> schema.put(String.valueOf(key), value));
    return schema;
  }

  private static ApiException invalid(String message) {
    return ApiException.invalid(FIELD, message);
  }
}
