package org.lumoauth.agents.ask;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.NaturalLanguageQuestion;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes of what an agent sent something that can be decided. */
@Component(service = AskRequestParser.class)
public final class AskRequestParser {

  private final QuestionInterpreterRegistry interpreters;

  @Activate
  public AskRequestParser(@Reference QuestionInterpreterRegistry interpreters) {
    this.interpreters = interpreters;
  }

  /**
   * Reads one request.
   *
   * @throws ApiException 400 for what can't be asked
   */
  AccessQuestion read(TenantContext tenant, Caller caller, AskRequest form) {
    if (form == null) {
      throw ApiException.invalidRequest("Send a JSON object with an action.");
    }
    if (form.serverId() != null) {
      throw ApiException.invalidRequest("Send server_id beside tools.");
    }
    if (form.requests() != null || form.tools() != null) {
      throw ApiException.invalidRequest("Send requests or tools alone, and not within requests.");
    }
    var context = AskContextLimits.checked("context", form.context());
    var resource = AskRequestValidator.resource(form.resource());
    if (form.question() == null) {
      return AccessQuestion.action(
          caller, AskRequestValidator.action(form.action()), resource, context);
    }
    if (form.action() != null) {
      throw ApiException.invalidRequest("Send either an action or a question, not both.");
    }
    return inWords(
        tenant, caller, AskRequestValidator.question(form.question()), resource, context);
  }

  private AccessQuestion inWords(
      TenantContext tenant,
      Caller caller,
      String text,
      Optional<Resource> resource,
      Map<String, Object> context) {
    var meaning =
        interpreters.interpret(
            tenant,
            AskActorContext.agent(caller),
            new NaturalLanguageQuestion(text, resource, context));
    var words = new InterpretedQuestion(text, meaning);
    return new AccessQuestion(
        caller,
        words.action(),
        resource.or(meaning::resource),
        context,
        Optional.of(words),
        Optional.empty(),
        words.refusal());
  }
}
