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

/** Parses the request of an agent into a form that can be decided. */
@Component(service = AskRequestParser.class)
public final class AskRequestParser {

  private final QuestionInterpreterRegistry interpreters;

  @Activate
  public AskRequestParser(@Reference QuestionInterpreterRegistry interpreters) {
    this.interpreters = interpreters;
  }

  /**
   * Parses one request.
   *
   * @throws ApiException 400 if the request is invalid
   */
  AccessQuestion read(TenantContext tenant, Caller caller, AskRequest form) {
    if (form == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object with `action`.");
    }
    if (form.serverId() != null) {
      throw ApiException.invalidRequest("`server_id` requires `tools`.");
    }
    if (form.requests() != null || form.tools() != null) {
      throw ApiException.invalidRequest(
          "`requests` and `tools` cannot be combined with other members or nested in "
              + "`requests`.");
    }
    var context = AskContextLimits.checked("context", form.context());
    var resource = AskRequestValidator.resource(form.resource());
    if (form.question() == null) {
      return AccessQuestion.action(
          caller, AskRequestValidator.action(form.action()), resource, context);
    }
    if (form.action() != null) {
      throw ApiException.invalidRequest("`action` and `question` cannot be combined.");
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
