package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What an agent sends: an action, a question in words, several of these, or a list of tools.
 *
 * @param action what it wants to do, as {@code documents.read}
 * @param question the same in natural language
 * @param resource to what it wants to do it
 * @param context what else it knows
 * @param requests several at once, each with an action or a question of its own
 * @param tools which of these it may use: names, or objects with a {@code name} as {@code
 *     tools/list} of MCP has them
 * @param serverId the registered MCP server that all of the tools are on
 */
record AskRequest(
    String action,
    String question,
    AskResource resource,
    Map<String, Object> context,
    List<AskRequest> requests,
    List<Object> tools,
    @JsonProperty("server_id") String serverId) {

  /**
   * @param type for example {@code document}
   * @param id names one of the type
   * @param attributes what the agent says of it
   */
  record AskResource(String type, String id, Map<String, Object> attributes) {}
}
