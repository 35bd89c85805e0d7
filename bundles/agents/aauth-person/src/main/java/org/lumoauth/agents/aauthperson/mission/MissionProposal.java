/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.ServerIdentifierValidator;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/**
 * A mission proposed by an agent (AAuth draft, section Mission Creation). The person sees all of
 * it; members of the request that are not part of it are neither shown nor approved.
 *
 * @param description in the agent's own words
 * @param tools the tools to be used without further permission
 * @param resources the servers that the agent wants person tokens for
 */
public record MissionProposal(String description, List<MissionTool> tools, List<String> resources) {

  private static final String TOOLS = "tools";
  private static final String RESOURCES = "resources";
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final int MAX_ITEMS = 50;
  private static final int MAX_NAME = 200;
  private static final int MAX_WORDS = 2_000;

  public MissionProposal {
    tools = List.copyOf(tools);
    resources = List.copyOf(resources);
  }

  /**
   * A tool of the agent.
   *
   * @param name the name in permission requests, compared byte for byte
   * @param description in the agent's own words; may be empty
   */
  public record MissionTool(String name, String description) {

    Map<String, Object> toMap() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put(NAME, name);
      if (!description.isEmpty()) {
        members.put(DESCRIPTION, description);
      }
      return members;
    }
  }

  /**
   * Parses an agent's proposal.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if the person could not be shown all
   *     of it
   */
  public static MissionProposal of(Map<String, Object> request) {
    return new MissionProposal(
        AAuthRequestParameterParser.text(request, DESCRIPTION),
        list(request, TOOLS).stream().map(MissionProposal::tool).toList(),
        list(request, RESOURCES).stream().map(MissionProposal::resource).distinct().toList());
  }

  private static List<?> list(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.size() <= MAX_ITEMS) {
      return list;
    }
    throw AAuthProblemException.invalid(
        name + " must be a list of at most " + MAX_ITEMS + " items.");
  }

  private static MissionTool tool(Object sent) {
    if (sent instanceof Map<?, ?> tool
        && tool.get(NAME) instanceof String name
        && isName(name)
        && (tool.get(DESCRIPTION) == null || tool.get(DESCRIPTION) instanceof String)) {
      String words = tool.get(DESCRIPTION) instanceof String text ? text : "";
      if (words.length() <= MAX_WORDS) {
        return new MissionTool(name, words);
      }
    }
    throw AAuthProblemException.invalid(
        "Each tool must have a name of at most "
            + MAX_NAME
            + " visible characters, and may have a description of at most "
            + MAX_WORDS
            + " characters.");
  }

  /**
   * Returns whether the name is 1 to MAX_NAME visible characters without surrounding spaces, so
   * that it cannot imitate another tool's name.
   */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.equals(name.strip())
        && DisplayNameValidator.isVisible(name);
  }

  private static String resource(Object sent) {
    if (sent instanceof String resource
        && (ServerIdentifierValidator.is(resource)
            || ServerIdentifierValidator.isWithPath(resource))) {
      return resource;
    }
    throw AAuthProblemException.invalid(
        "Each resource must be the https URL of a server, for example "
            + "https://api.example.com.");
  }
}
