/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.List;
import java.util.Map;

/** The single argument of tools for permission requests. */
final class PermissionRequestIdArgumentReader {

  private static final String REQUEST = "request_id";
  private static final int MAX = 128;

  private PermissionRequestIdArgumentReader() {}

  static Map<String, Object> schema() {
    return ToolInputSchemaBuilder.object(
        List.of(REQUEST),
        Map.of(
            REQUEST,
            ToolInputSchemaBuilder.text(
                MAX, "The request id from the result of request_permission.")));
  }

  /** Returns the request id; other arguments are refused. */
  static String of(McpToolCall call) {
    ToolArgumentValidator.requireOnly(call, schema());
    return ToolArgumentValidator.text(call, REQUEST, MAX);
  }
}
