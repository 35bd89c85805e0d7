/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the name of the equivalent tool to each REST address in an answer: a token for {@code ~/mcp}
 * alone is not accepted at other addresses.
 */
final class RestAddressToolNameAnnotator {

  private static final String TOOL = "tool";

  private RestAddressToolNameAnnotator() {}

  /** Returns the answer with tool names in its steps, and in the steps of nested answers. */
  static Map<String, Object> annotateSteps(Map<?, ?> answer) {
    Map<String, Object> named = new LinkedHashMap<>();
    answer.forEach(
        (name, value) ->
            named.put(
                String.valueOf(name),
                value instanceof List<?> list ? each(list, "next_steps".equals(name)) : value));
    return named;
  }

  /** Returns the status of a request with the tool for the next step. */
  static Map<String, Object> annotateRequest(Map<String, Object> answer) {
    Map<String, Object> named = new LinkedHashMap<>(answer);
    if (answer.containsKey("token_url")) {
      named.put(TOOL, PermissionTokenTool.NAME);
    } else if ("pending".equals(answer.get("status"))) {
      named.put(TOOL, PermissionStatusTool.NAME);
    }
    return named;
  }

  private static List<Object> each(List<?> list, boolean steps) {
    return list.stream()
        .map(
            one -> {
              if (one instanceof Map<?, ?> members) {
                return (Object) (steps ? step(members) : annotateSteps(members));
              }
              return one;
            })
        .toList();
  }

  private static Map<String, Object> step(Map<?, ?> step) {
    Map<String, Object> named = new LinkedHashMap<>();
    step.forEach((name, value) -> named.put(String.valueOf(name), value));
    if (step.get("url") == null) {
      return named;
    }
    if ("request_permission".equals(step.get("type"))) {
      named.put(TOOL, RequestPermissionTool.NAME);
    } else if ("ask_again".equals(step.get("type"))) {
      boolean tools = step.get("body") instanceof Map<?, ?> body && body.containsKey("tools");
      named.put(TOOL, tools ? PermittedToolsTool.NAME : AskTool.NAME);
    }
    return named;
  }
}
