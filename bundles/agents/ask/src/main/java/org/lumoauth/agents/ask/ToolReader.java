package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes of a list of tools one question for each. Names are compared byte for byte; what could be
 * taken for another tool is not decided, since whoever reads the answer goes by the name alone.
 */
@Component(service = ToolReader.class)
public final class ToolReader {

  /** How many tools may be asked about at once. */
  static final int MAX_TOOLS = 500;

  private static final int SHOWN = 256;

  private final ToolActions actions;

  @Activate
  public ToolReader(@Reference ToolActions actions) {
    this.actions = actions;
  }

  /**
   * Reads the list.
   *
   * @throws Problem 400 if it is none
   */
  List<Asked> read(TenantContext tenant, Caller caller, AskForm form) {
    if (form.action() != null || form.question() != null || form.requests() != null) {
      throw Problem.invalidRequest("Send tools without action, question and requests.");
    }
    if (form.tools().isEmpty() || form.tools().size() > MAX_TOOLS) {
      throw Problem.invalidRequest("tools has 1 to " + MAX_TOOLS + " entries.");
    }
    var context = ContextLimits.checked("context", form.context());
    var resource = AskRules.resource(form.resource());
    var server = server(form);
    var names = form.tools().stream().map(ToolReader::name).toList();
    Map<String, Integer> times = new HashMap<>();
    names.forEach(name -> times.merge(name, 1, Integer::sum));
    var mapping = actions.of(tenant);
    List<Asked> asked = new ArrayList<>(names.size());
    for (String name : names) {
      var tool = new Tool(shown(name), mapping.mappedBy(name), server);
      asked.add(one(caller, name, tool, times.get(name), mapping, resource, context));
    }
    return asked;
  }

  private static Asked one(
      Caller caller,
      String name,
      Tool tool,
      int times,
      ToolActions.Mapping mapping,
      Optional<Resource> resource,
      Map<String, Object> context) {
    var action = mapping.action(name);
    boolean named = AskRules.actionFault(name).isEmpty() && AskRules.actionFault(action).isEmpty();
    return new Asked(
        caller,
        named ? Optional.of(action) : Optional.empty(),
        resource,
        context,
        Optional.empty(),
        Optional.of(tool),
        named ? ambiguous(times) : Optional.of(NO_NAME));
  }

  private static final Asked.Refusal NO_NAME =
      new Asked.Refusal(
          "tool_name_not_allowed",
          "The tool's name is not visible ASCII of at most 128 characters: it may be made to look"
              + " like another's.",
          "Do not use the tool; tell whoever runs its server.");

  private static Optional<Asked.Refusal> ambiguous(int times) {
    return times == 1
        ? Optional.empty()
        : Optional.of(
            new Asked.Refusal(
                "tool_name_ambiguous",
                "Several tools of the list have this name.",
                "Ask about the tools of each server in a list of their own."));
  }

  /** Said once for the whole list: what an entry says of itself is its server's word. */
  private static Optional<String> server(AskForm form) {
    String id = form.serverId();
    if (id != null && (id.isEmpty() || id.length() > AskRules.MAX_ACTION)) {
      throw Problem.invalidRequest("server_id is the id of a registered MCP server.");
    }
    return Optional.ofNullable(id);
  }

  private static String name(Object tool) {
    Object name = tool instanceof Map<?, ?> entry ? entry.get("name") : tool;
    if (!(name instanceof String text) || text.isEmpty()) {
      throw Problem.invalidRequest(
          "Each of tools is a name, or an object with a name as tools/list of MCP has it.");
    }
    return text;
  }

  private static String shown(String name) {
    return name.length() > SHOWN ? name.substring(0, SHOWN) : name;
  }
}
