/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The request body of an agent: an action, a question in natural language, several requests, or a
 * list of tools.
 *
 * @param action the requested action, for example {@code documents.read}
 * @param question the same in natural language
 * @param resource the resource of the action
 * @param context further context for the decision
 * @param requests several requests, each with its own action or question
 * @param tools the tools that the agent may want to use: names, or objects with a {@code name} as
 *     in {@code tools/list} of MCP
 * @param serverId the id of the registered MCP server that provides all of the tools
 * @param explain {@code full} for an answer with the explanation of each decision
 */
public record AskRequest(
    String action,
    String question,
    AskResource resource,
    Map<String, Object> context,
    List<AskRequest> requests,
    List<Object> tools,
    @JsonProperty("server_id") String serverId,
    String explain) {

  /** Returns this request with the given value of {@code explain}. */
  AskRequest withExplain(String value) {
    return new AskRequest(action, question, resource, context, requests, tools, serverId, value);
  }

  /**
   * The resource of a request.
   *
   * @param type the resource type, for example {@code document}
   * @param id the resource id, unique within the type
   * @param attributes attributes that the agent reports
   */
  public record AskResource(String type, String id, Map<String, Object> attributes) {}
}
