/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.agent.QuestionInterpreter.NaturalLanguageQuestion;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interpreters of questions in natural language, if any are installed. */
@Component(service = QuestionInterpreterDispatcher.class)
public final class QuestionInterpreterDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(QuestionInterpreterDispatcher.class);

  private final ProviderTracker<QuestionInterpreter> interpreters;

  @Activate
  public QuestionInterpreterDispatcher(@Reference ProviderRegistry providers) {
    this.interpreters = providers.track(QuestionInterpreter.class);
  }

  @Deactivate
  void close() {
    interpreters.close();
  }

  /**
   * Returns the result of the first interpreter that finds a meaning.
   *
   * @throws ApiException 400 if no interpreter is installed, 503 {@code module_unavailable} while
   *     the module is unavailable
   */
  QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion words) {
    try (LeasedProviders<QuestionInterpreter> held = interpreters.leaseAll()) {
      if (held.leases().isEmpty()) {
        held.requireAll();
        throw ApiException.invalidRequest(
            "Questions in natural language are not supported: no interpreter module is installed."
                + " Send the name of an action in `action`. GET ~/agents/me lists yours.");
      }
      return held.leases().stream()
          .flatMap(lease -> ask(lease, tenant, agent, words).stream())
          .findFirst()
          .orElseGet(QuestionInterpretation::empty);
    }
  }

  /** Calls an interpreter. If it fails or returns an invalid action, the result is empty. */
  private static Optional<QuestionInterpretation> ask(
      ServiceLease<QuestionInterpreter> lease,
      TenantContext tenant,
      SubjectRef agent,
      NaturalLanguageQuestion words) {
    try {
      var meant = lease.get().interpret(tenant, agent, words);
      var candidates =
          meant.candidates().stream()
              .filter(each -> AskRequestValidator.actionFault(each.action()).isEmpty())
              .filter(each -> each.confidence() >= 0 && each.confidence() <= 1)
              .toList();
      return candidates.isEmpty() && meant.problem().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new QuestionInterpretation(
                  candidates,
                  meant.resource(),
                  meant.problem(),
                  meant.rankedBy(),
                  meant.ignoredDetails()));
    } catch (RuntimeException e) {
      LOG.warn("question.interpreter.failed name={} tenant={}", lease.name(), tenant.id(), e);
      return Optional.empty();
    }
  }
}
