/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ask.AccessQuestion;
import org.lumoauth.agents.ask.AskContextLimitValidator;
import org.lumoauth.agents.ask.AskRequest;
import org.lumoauth.agents.ask.AskRequestValidator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Parses a list of tools into one access request for each tool. Names are compared byte for byte. A
 * name that occurs more than once or could imitate another tool's name is not evaluated, because
 * clients match results to tools by name alone.
 */
public final class ToolQueryParser {

  /** Maximum number of tools in one request. */
  public static final int MAX_TOOLS = 500;

  private static final int SHOWN = 256;

  private final ToolActionMapper actions;

  public ToolQueryParser(ToolActionMapper actions) {
    this.actions = actions;
  }

  /**
   * Parses the list.
   *
   * @throws ApiException 400 if it is invalid
   */
  public List<AccessQuestion> read(TenantContext tenant, Caller caller, AskRequest form) {
    if (form.action() != null || form.question() != null || form.requests() != null) {
      throw ApiException.invalidRequest(
          "`tools` cannot be combined with `action`, `question` or `requests`.");
    }
    if (form.tools().isEmpty() || form.tools().size() > MAX_TOOLS) {
      throw ApiException.invalidRequest(
          "`tools` must have between 1 and " + MAX_TOOLS + " entries.");
    }
    var context = AskContextLimitValidator.checked("context", form.context());
    var resource = AskRequestValidator.resource(form.resource());
    var server = server(form);
    var names = form.tools().stream().map(ToolQueryParser::name).toList();
    Map<String, Integer> times = new HashMap<>();
    names.forEach(name -> times.merge(name, 1, Integer::sum));
    var mapping = actions.of(tenant);
    List<AccessQuestion> asked = new ArrayList<>(names.size());
    for (String name : names) {
      var tool = new ToolQuery(shown(name), mapping.mappedBy(name), server);
      asked.add(one(caller, name, tool, times.get(name), mapping, resource, context));
    }
    return asked;
  }

  private static AccessQuestion one(
      Caller caller,
      String name,
      ToolQuery tool,
      int times,
      ToolActionMapper.ToolActionMapping mapping,
      Optional<Resource> resource,
      Map<String, Object> context) {
    var action = mapping.action(name);
    boolean named =
        AskRequestValidator.actionFault(name).isEmpty()
            && AskRequestValidator.actionFault(action).isEmpty();
    return new AccessQuestion(
        caller,
        named ? Optional.of(action) : Optional.empty(),
        resource,
        context,
        Optional.empty(),
        Optional.of(tool),
        named ? ambiguous(times) : Optional.of(NO_NAME));
  }

  private static final AccessQuestion.AccessQuestionRefusal NO_NAME =
      new AccessQuestion.AccessQuestionRefusal(
          "tool_name_not_allowed",
          "The tool name must be visible ASCII of at most 128 characters: other "
              + "names can imitate"
              + " the name of another tool.",
          "Do not use the tool, and report it to the operator of its server.");

  private static Optional<AccessQuestion.AccessQuestionRefusal> ambiguous(int times) {
    return times == 1
        ? Optional.empty()
        : Optional.of(
            new AccessQuestion.AccessQuestionRefusal(
                "tool_name_ambiguous",
                "Several tools of the list have the same name.",
                "Send a separate request for the tools of each server."));
  }

  /**
   * Returns the server of the whole list. Entries cannot set it, because an entry is data from its
   * server.
   */
  private static Optional<String> server(AskRequest form) {
    String id = form.serverId();
    if (id != null && (id.isEmpty() || id.length() > AskRequestValidator.MAX_ACTION)) {
      throw ApiException.invalidRequest("`server_id` must be the id of a registered MCP server.");
    }
    return Optional.ofNullable(id);
  }

  private static String name(Object tool) {
    Object name = tool instanceof Map<?, ?> entry ? entry.get("name") : tool;
    if (!(name instanceof String text) || text.isEmpty()) {
      throw ApiException.invalidRequest(
          "Each entry of `tools` must be a name, or an object with a `name` as in "
              + "tools/list of MCP.");
    }
    return text;
  }

  private static String shown(String name) {
    return name.length() > SHOWN ? name.substring(0, SHOWN) : name;
  }
}
