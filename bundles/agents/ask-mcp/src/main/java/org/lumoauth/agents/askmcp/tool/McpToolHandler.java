/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import java.util.Optional;

/** A tool of the MCP server. */
public sealed interface McpToolHandler
    permits AskTool,
        PermittedToolsTool,
        WhoAmITool,
        RequestPermissionTool,
        PermissionStatusTool,
        PermissionTokenTool {

  String name();

  /** Returns the title for people. */
  String title();

  /** Returns the description for the model. */
  String description();

  /** Returns the JSON Schema (2020-12) of the arguments. */
  Map<String, Object> inputSchema();

  /** Returns whether the tool changes no data except the audit log. */
  boolean isReadOnly();

  /**
   * Calls the tool.
   *
   * @return the members of the result
   * @throws org.lumoauth.api.web.ApiException if the call fails
   */
  Map<String, Object> call(McpToolCall call);

  /**
   * Returns a result as a short text for the model; empty if its text is the result as JSON.
   *
   * @param result the members of the result
   */
  default Optional<String> text(Map<String, Object> result) {
    return Optional.empty();
  }
}
