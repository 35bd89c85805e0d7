package org.lumoauth.agents.ask;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.Interpretation;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
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
   * Reads a request.
   *
   * @throws Problem 400 for what can't be asked, 403 for a caller that is no agent
   */
  Asked read(TenantContext tenant, Caller caller, AskForm form) {
    requireAgent(caller);
    if (form == null) {
      throw Problem.invalidRequest("Send a JSON object with an action.");
    }
    var context = ContextLimits.checked("context", form.context());
    var resource = AskRules.resource(form.resource());
    if (form.question() == null) {
      var action = Optional.of(AskRules.action(form.action()));
      return new Asked(caller, action, resource, context, Optional.empty(), Optional.empty());
    }
    if (form.action() != null) {
      throw Problem.invalidRequest("Send either an action or a question, not both.");
    }
    return inWords(tenant, caller, AskRules.question(form.question()), resource, context);
  }

  private Asked inWords(
      TenantContext tenant,
      Caller caller,
      String words,
      Optional<Resource> resource,
      Map<String, Object> context) {
    var meant = interpreters.interpret(tenant, acting(caller), words, context);
    return new Asked(
        caller,
        meant.map(some -> some.question().action()),
        resource.or(() -> meant.flatMap(some -> some.question().resource())),
        context,
        Optional.of(words),
        meant.map(Interpretation::confidence));
  }

  private static void requireAgent(Caller caller) {
    if (!acting(caller).type().equals(SubjectRef.AGENT)) {
      throw Problem.forbidden("Only agents may ask here; others use /api/v1/authz/check.");
    }
  }

  private static SubjectRef acting(Caller caller) {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }
}
