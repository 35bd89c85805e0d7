package org.lumoauth.agents.askmcp.tool;

import java.util.List;
import java.util.Map;

/** The one argument of tools that are about a request. */
final class RequestIdArgument {

  private static final String REQUEST = "request_id";
  private static final int MAX = 128;

  private RequestIdArgument() {}

  static Map<String, Object> schema() {
    return ToolInputSchemas.object(
        List.of(REQUEST),
        Map.of(REQUEST, ToolInputSchemas.text(MAX, "As request_permission answered it.")));
  }

  /** The request that a call is about, and nothing else. */
  static String of(McpToolCall call) {
    ToolArguments.requireOnly(call, schema());
    return ToolArguments.text(call, REQUEST, MAX);
  }
}
