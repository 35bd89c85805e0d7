package org.lumoauth.agents.ask;

import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.agent.QuestionInterpreter.Interpretation;
import org.lumoauth.api.agent.QuestionInterpreter.Words;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who understand questions in words, where any is installed. */
@Component(service = Interpreters.class)
public final class Interpreters {

  private static final Logger LOG = LoggerFactory.getLogger(Interpreters.class);

  private final Providers<QuestionInterpreter> interpreters;

  @Activate
  public Interpreters(@Reference ProviderRegistry providers) {
    this.interpreters = providers.follow(QuestionInterpreter.class);
  }

  @Deactivate
  void close() {
    interpreters.close();
  }

  /**
   * What the first interpreter that finds anything makes of the words.
   *
   * @throws Problem 400 if no interpreter is installed, 503 {@code module_unavailable} while it is
   *     away
   */
  Interpretation interpret(TenantContext tenant, SubjectRef agent, Words words) {
    try (Held<QuestionInterpreter> held = interpreters.hold()) {
      if (held.leases().isEmpty()) {
        held.requireAll();
        throw Problem.invalidRequest(
            "No module that understands questions in words is installed here:"
                + " name the action instead, as {\"action\": \"documents.read\"}.");
      }
      return held.leases().stream()
          .flatMap(lease -> ask(lease, tenant, agent, words).stream())
          .findFirst()
          .orElseGet(Interpretation::nothing);
    }
  }

  /** An interpreter that fails, or names what can be no action, has not understood. */
  private static Optional<Interpretation> ask(
      Lease<QuestionInterpreter> lease, TenantContext tenant, SubjectRef agent, Words words) {
    try {
      var meant = lease.get().interpret(tenant, agent, words);
      var candidates =
          meant.candidates().stream()
              .filter(each -> AskRules.actionFault(each.action()).isEmpty())
              .filter(each -> each.confidence() >= 0 && each.confidence() <= 1)
              .toList();
      return candidates.isEmpty()
          ? Optional.empty()
          : Optional.of(new Interpretation(candidates, meant.resource(), meant.doubt()));
    } catch (RuntimeException e) {
      LOG.warn("question.interpreter.failed name={} tenant={}", lease.name(), tenant.id(), e);
      return Optional.empty();
    }
  }
}
