package org.lumoauth.agents.ask;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.Words;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes of what an agent sent something that can be decided. */
@Component(service = AskReader.class)
public final class AskReader {

  private final Interpreters interpreters;

  @Activate
  public AskReader(@Reference Interpreters interpreters) {
    this.interpreters = interpreters;
  }

  /**
   * Reads one request.
   *
   * @throws Problem 400 for what can't be asked
   */
  Asked read(TenantContext tenant, Caller caller, AskForm form) {
    if (form == null) {
      throw Problem.invalidRequest("Send a JSON object with an action.");
    }
    if (form.serverId() != null) {
      throw Problem.invalidRequest("Send server_id beside tools.");
    }
    if (form.requests() != null || form.tools() != null) {
      throw Problem.invalidRequest("Send requests or tools alone, and not within requests.");
    }
    var context = ContextLimits.checked("context", form.context());
    var resource = AskRules.resource(form.resource());
    if (form.question() == null) {
      return Asked.action(caller, AskRules.action(form.action()), resource, context);
    }
    if (form.action() != null) {
      throw Problem.invalidRequest("Send either an action or a question, not both.");
    }
    return inWords(tenant, caller, AskRules.question(form.question()), resource, context);
  }

  private Asked inWords(
      TenantContext tenant,
      Caller caller,
      String text,
      Optional<Resource> resource,
      Map<String, Object> context) {
    var meaning =
        interpreters.interpret(tenant, Acting.agent(caller), new Words(text, resource, context));
    var words = new InWords(text, meaning);
    return new Asked(
        caller,
        words.action(),
        resource.or(meaning::resource),
        context,
        Optional.of(words),
        Optional.empty(),
        words.refusal());
  }
}
