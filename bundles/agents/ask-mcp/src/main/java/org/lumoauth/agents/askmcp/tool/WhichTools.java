package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.AskService;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.web.Problem;

/** Which of these tools may I use? */
public final class WhichTools implements Tool {

  static final String NAME = "which_tools";

  private static final int MAX = 500;

  private final Providers<AskService> ask;

  /** A tool on whoever answers. */
  public WhichTools(Providers<AskService> ask) {
    this.ask = ask;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Ask which tools you may use";
  }

  @Override
  public String description() {
    return "Ask which tools of a list you may use, all in one call. Send the list that tools/list"
        + " gave you, or the names alone. The answer has allowed_tools, and a reason for each.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "tools",
        Map.of(
            "type",
            "array",
            "minItems",
            1,
            "maxItems",
            MAX,
            "items",
            Map.of("type", List.of("string", "object")),
            "description",
            "Names, or objects with a name."));
    properties.put(
        "server_id",
        Map.of(
            "type",
            "string",
            "description",
            "The registered MCP server that they are all on, where you know it."));
    properties.put("resource", Schemas.resource());
    properties.put("context", Schemas.anyObject("What else matters for the decision."));
    return Schemas.object(List.of("tools"), properties);
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(Call call) {
    Arguments.only(call, inputSchema());
    if (!call.arguments().containsKey("tools")) {
      throw Problem.invalidRequest("tools is needed: names, or objects with a name.");
    }
    return NamedTools.inSteps(
        Providing.use(
            ask,
            AskTool.SERVICE,
            AskTool.MODULE,
            service ->
                service.ask(call.tenant(), call.caller(), call.request(), call.arguments())));
  }
}
