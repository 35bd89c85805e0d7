package org.lumoauth.agents.askmcp.tool;

import java.util.Map;

/** A tool. */
public sealed interface Tool
    permits AskTool, WhichTools, WhoAmI, RequestPermission, PermissionStatus, PermissionToken {

  String name();

  /** What people call it. */
  String title();

  /** What it does, for a model that reads. */
  String description();

  /** The JSON Schema (2020-12) of its arguments. */
  Map<String, Object> inputSchema();

  /** Whether it changes nothing but the audit log. */
  boolean readOnly();

  /**
   * Calls it.
   *
   * @return the members of its answer
   * @throws org.lumoauth.api.web.Problem if it can't be answered
   */
  Map<String, Object> call(Call call);
}
