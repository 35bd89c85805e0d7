/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tool in the format of its server's {@code tools/list}.
 *
 * @param name the name, byte-exact, unique on its server
 * @param description the description of the server, untrusted
 * @param inputSchema the JSON Schema of its arguments
 */
public record McpTool(String name, Optional<String> description, Map<String, Object> inputSchema) {

  /** The schema member with the mapping of a call to a decision (COAZ-MCP). */
  public static final String MAPPING = "x-authzen-mapping";

  /** Returns the mapping that the server declared. */
  public Optional<Object> mapping() {
    return Optional.ofNullable(inputSchema.get(MAPPING));
  }

  /** Returns the tool in the format of {@code tools/list}. */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    description.ifPresent(text -> body.put("description", text));
    body.put("inputSchema", inputSchema);
    return body;
  }
}
