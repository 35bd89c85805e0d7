package org.lumoauth.agents.askmcp.tool;

import java.util.List;
import java.util.Map;

/** The single argument of tools for permission requests. */
final class RequestIdArgument {

  private static final String REQUEST = "request_id";
  private static final int MAX = 128;

  private RequestIdArgument() {}

  static Map<String, Object> schema() {
    return ToolInputSchemas.object(
        List.of(REQUEST),
        Map.of(
            REQUEST,
            ToolInputSchemas.text(MAX, "The request id from the result of request_permission.")));
  }

  /** Returns the request id; other arguments are refused. */
  static String of(McpToolCall call) {
    ToolArguments.requireOnly(call, schema());
    return ToolArguments.text(call, REQUEST, MAX);
  }
}
