package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.AskService;
import org.lumoauth.api.module.Providers;

/** May I do this? */
public final class AskTool implements Tool {

  static final String NAME = "ask";

  static final String SERVICE = "ask";
  static final String MODULE = "agents-ask";

  private final Providers<AskService> ask;

  /** A tool on whoever answers. */
  public AskTool(Providers<AskService> ask) {
    this.ask = ask;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Ask whether you may do something";
  }

  @Override
  public String description() {
    return "Ask whether you may do something before you do it. Send the action (as documents.read)"
        + " or, if you do not know its name, a question in English about one action. The answer has"
        + " allowed, the reason and, after a no, next_steps that you can take.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", Schemas.text(128, "What you want to do, as documents.read."));
    properties.put("question", Schemas.text(2000, "The same in English, in place of action."));
    properties.put("resource", Schemas.resource());
    properties.put("context", Schemas.anyObject("What else matters for the decision."));
    return Schemas.object(List.of(), properties);
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(Call call) {
    Arguments.only(call, inputSchema());
    return NamedTools.inSteps(
        Providing.use(
            ask,
            SERVICE,
            MODULE,
            service ->
                service.ask(call.tenant(), call.caller(), call.request(), call.arguments())));
  }
}
