package org.lumoauth.agents.askmcp.tool;

import java.util.Map;

/** A tool. */
public sealed interface McpToolHandler
    permits AskTool,
        PermittedToolsTool,
        WhoAmITool,
        RequestPermissionTool,
        PermissionStatusTool,
        PermissionTokenTool {

  String name();

  /** What people call it. */
  String title();

  /** What it does, for a model that reads. */
  String description();

  /** The JSON Schema (2020-12) of its arguments. */
  Map<String, Object> inputSchema();

  /** Whether it changes nothing but the audit log. */
  boolean isReadOnly();

  /**
   * Calls it.
   *
   * @return the members of its answer
   * @throws org.lumoauth.api.web.ApiException if it can't be answered
   */
  Map<String, Object> call(McpToolCall call);
}
