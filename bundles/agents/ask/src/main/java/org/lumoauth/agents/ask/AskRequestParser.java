/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ask.tool.ToolActionMapper;
import org.lumoauth.agents.ask.tool.ToolQueryParser;
import org.lumoauth.api.agent.QuestionInterpreter.NaturalLanguageQuestion;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Parses the request of an agent into a form that can be decided. */
final class AskRequestParser {

  /** Maximum number of requests in one batch. */
  static final int MAX_REQUESTS = 100;

  private final QuestionInterpreterDispatcher interpreters;
  private final ToolQueryParser tools;

  AskRequestParser(QuestionInterpreterDispatcher interpreters, SettingsStore settings) {
    this.interpreters = interpreters;
    this.tools = new ToolQueryParser(new ToolActionMapper(settings));
  }

  /**
   * Parses a request of any form.
   *
   * @throws ApiException 400 if the request is invalid
   */
  ParsedAskRequest parse(TenantContext tenant, Caller caller, AskRequest form) {
    if (form == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object with `action`.");
    }
    var format = AskAnswerFormatter.of(form.explain());
    if (form.tools() != null) {
      return ParsedAskRequest.tools(tools.read(tenant, caller, form), format);
    }
    if (form.requests() != null) {
      return ParsedAskRequest.batch(batch(tenant, caller, form), format);
    }
    return ParsedAskRequest.single(single(tenant, caller, form), format);
  }

  private List<AccessQuestion> batch(TenantContext tenant, Caller caller, AskRequest form) {
    if (form.action() != null
        || form.serverId() != null
        || form.question() != null
        || form.resource() != null
        || form.context() != null) {
      throw ApiException.invalidRequest(
          "`requests` cannot be combined with `action`, `question`, `resource` or "
              + "`context`. Set them on each request.");
    }
    if (form.requests().isEmpty() || form.requests().size() > MAX_REQUESTS) {
      throw ApiException.invalidRequest(
          "`requests` must have between 1 and " + MAX_REQUESTS + " entries.");
    }
    return form.requests().stream().map(each -> entry(tenant, caller, each)).toList();
  }

  private AccessQuestion entry(TenantContext tenant, Caller caller, AskRequest form) {
    if (form == null) {
      throw ApiException.invalidRequest("Each entry of `requests` must be a JSON object.");
    }
    if (form.explain() != null) {
      throw ApiException.invalidRequest("Set `explain` beside `requests`, not on an entry.");
    }
    return single(tenant, caller, form);
  }

  private AccessQuestion single(TenantContext tenant, Caller caller, AskRequest form) {
    if (form.serverId() != null) {
      throw ApiException.invalidRequest("`server_id` requires `tools`.");
    }
    if (form.requests() != null || form.tools() != null) {
      throw ApiException.invalidRequest(
          "`requests` and `tools` cannot be combined with other members or nested in "
              + "`requests`.");
    }
    var context = AskContextLimitValidator.checked("context", form.context());
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
            AskCallerActorReader.agent(caller),
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
