package org.lumoauth.agents.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tool as its server's {@code tools/list} describes it.
 *
 * @param name byte-exact, unique on its server
 * @param description the server's own words, untrusted
 * @param inputSchema JSON Schema of its arguments
 */
public record McpTool(String name, Optional<String> description, Map<String, Object> inputSchema) {

  /** How a call becomes a decision (COAZ-MCP), inside of the schema. */
  public static final String MAPPING = "x-authzen-mapping";

  /** The mapping that the server declared. */
  public Optional<Object> mapping() {
    return Optional.ofNullable(inputSchema.get(MAPPING));
  }

  /** The same in the form of {@code tools/list}. */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    description.ifPresent(text -> body.put("description", text));
    body.put("inputSchema", inputSchema);
    return body;
  }
}
