/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.AccessQuestionService;
import org.lumoauth.api.module.ProviderTracker;

/** Checks whether the agent may perform an action. */
public final class AskTool implements McpToolHandler {

  static final String NAME = "ask";

  static final String SERVICE = "ask";
  static final String MODULE = "agents-ask";

  private final ProviderTracker<AccessQuestionService> ask;

  /** Creates the tool on the provider of Ask. */
  public AskTool(ProviderTracker<AccessQuestionService> ask) {
    this.ask = ask;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Check whether you may do something";
  }

  @Override
  public String description() {
    return "Check whether you may do something before you do it. Send an action (for "
        + "example documents.read)"
        + " or, if you do not know its name, a question in English about one action. "
        + "The answer has"
        + " allowed, reason and, after a denial, next_steps that you can take.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "action",
        ToolInputSchemaBuilder.text(128, "What you want to do, for example documents.read."));
    properties.put(
        "question", ToolInputSchemaBuilder.text(2000, "The same in English, instead of action."));
    properties.put("resource", ToolInputSchemaBuilder.resource());
    properties.put(
        "context", ToolInputSchemaBuilder.anyObject("Further facts that matter for the decision."));
    properties.put("explain", ToolInputSchemaBuilder.explain());
    return ToolInputSchemaBuilder.object(List.of(), properties);
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    ToolArgumentValidator.requireOnly(call, inputSchema());
    return RestAddressToolNameAnnotator.annotateSteps(
        ModuleProviderInvoker.use(
            ask,
            SERVICE,
            MODULE,
            service ->
                service.ask(call.tenant(), call.caller(), call.request(), call.arguments())));
  }

  @Override
  public Optional<String> text(Map<String, Object> result) {
    var text = new StringBuilder();
    if (Boolean.TRUE.equals(result.get("allowed"))) {
      text.append("Allowed: ");
    } else {
      text.append("Denied (").append(result.get("reason_code")).append("): ");
    }
    text.append(result.get("reason"));
    if (result.get("next_steps") instanceof List<?> steps) {
      for (Object step : steps) {
        if (step instanceof Map<?, ?> members) {
          Object description = members.get("description");
          text.append("\nNext: ").append(description == null ? members.get("type") : description);
          if (members.get("tool") != null) {
            text.append(" Tool: ").append(members.get("tool"));
          }
        }
      }
    }
    return Optional.of(text.toString());
  }
}
