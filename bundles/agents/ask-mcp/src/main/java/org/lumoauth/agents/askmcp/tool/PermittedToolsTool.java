/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.agent.AccessQuestionService;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;

/** Checks which tools of a list the agent may use. */
public final class PermittedToolsTool implements McpToolHandler {

  static final String NAME = "which_tools";

  private static final int MAX = 500;

  private final ProviderTracker<AccessQuestionService> ask;

  /** Creates the tool on the provider of Ask. */
  public PermittedToolsTool(ProviderTracker<AccessQuestionService> ask) {
    this.ask = ask;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Check which tools you may use";
  }

  @Override
  public String description() {
    return "Check which tools of a list you may use, in one call. Send the result of "
        + "tools/list"
        + " or only the names. The answer has allowed_tools, and for each denied "
        + "tool a reason_code and the next step.";
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
            "The id of the registered MCP server that provides all of the tools, if " + "known."));
    properties.put("resource", ToolInputSchemaBuilder.resource());
    properties.put(
        "context", ToolInputSchemaBuilder.anyObject("Further facts that matter for the decision."));
    properties.put("explain", ToolInputSchemaBuilder.explain());
    return ToolInputSchemaBuilder.object(List.of("tools"), properties);
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    ToolArgumentValidator.requireOnly(call, inputSchema());
    if (!call.arguments().containsKey("tools")) {
      throw ApiException.invalidRequest(
          "`tools` is required: a list of names, or of objects with a name.");
    }
    return RestAddressToolNameAnnotator.annotateSteps(
        ModuleProviderInvoker.use(
            ask,
            AskTool.SERVICE,
            AskTool.MODULE,
            service ->
                service.ask(call.tenant(), call.caller(), call.request(), call.arguments())));
  }

  /** Returns one line for each tool. */
  @Override
  public Optional<String> text(Map<String, Object> result) {
    if (!(result.get("results") instanceof List<?> tools)) {
      return Optional.empty();
    }
    return Optional.of(
        tools.stream().map(PermittedToolsTool::line).collect(Collectors.joining("\n")));
  }

  private static String line(Object tool) {
    if (!(tool instanceof Map<?, ?> members)) {
      return "";
    }
    String name = members.get("tool") + ": ";
    if (Boolean.TRUE.equals(members.get("allowed"))) {
      return name + "allowed";
    }
    String next =
        members.get("next_step") instanceof Map<?, ?> step ? "; next: " + step.get("type") : "";
    return name + "denied (" + members.get("reason_code") + ")" + next;
  }
}
