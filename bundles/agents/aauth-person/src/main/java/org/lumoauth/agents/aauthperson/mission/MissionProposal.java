package org.lumoauth.agents.aauthperson.mission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.ServerIdentifier;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameters;
import org.lumoauth.platform.web.DisplayNameValidator;

/**
 * A mission that an agent proposes (section Mission Creation). The person sees all of it: what of a
 * request is not read here is neither shown nor approved.
 *
 * @param description in the agent's own words
 * @param tools what it wants to use without asking again
 * @param resources the servers at which it wants to say whom it acts for
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
   * @param name by which it asks for permission, byte for byte
   * @param description in the agent's own words; empty if it says nothing
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
   * Reads what an agent sent.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if the person could not be shown all
   *     of it
   */
  public static MissionProposal of(Map<String, Object> request) {
    return new MissionProposal(
        AAuthRequestParameters.text(request, DESCRIPTION),
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
    throw AAuthProblemException.invalid(name + " is a list of at most " + MAX_ITEMS + ".");
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
        "A tool has a name of at most "
            + MAX_NAME
            + " characters that all show, and perhaps a description of at most "
            + MAX_WORDS
            + ".");
  }

  /** A name that looks like another one would be allowed in its place. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.equals(name.strip())
        && DisplayNameValidator.isVisible(name);
  }

  private static String resource(Object sent) {
    if (sent instanceof String resource
        && (ServerIdentifier.is(resource) || ServerIdentifier.isWithPath(resource))) {
      return resource;
    }
    throw AAuthProblemException.invalid("A resource is named by its server identifier.");
  }
}
