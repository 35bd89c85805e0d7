/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionLinkDeliveryService;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.personserver.TokenRequestOutcome;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers an agent's polls (AAuth draft, section Polling with GET). */
@Component(service = DeferredRequestPollHandler.class)
public final class DeferredRequestPollHandler {

  private static final int AS_UNREACHABLE = 502;

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final DeferredRequestStore waiting;
  private final ApprovedRequestOutcomeFactory granted;
  private final InteractionLinkDeliveryService reaching;
  private final AgentPollRateLimiter pace;
  private final TenantRegistry tenants;

  @Activate
  public DeferredRequestPollHandler(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference DeferredRequestStore waiting,
      @Reference ApprovedRequestOutcomeFactory granted,
      @Reference InteractionLinkDeliveryService reaching,
      @Reference AgentPollRateLimiter pace,
      @Reference TenantRegistry tenants) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.granted = granted;
    this.reaching = reaching;
    this.pace = pace;
    this.tenants = tenants;
  }

  /**
   * Requires that the token of the original request was not revoked; otherwise the request fails
   * (section Presenting a Revoked Token), even if the agent now presents another token.
   *
   * @throws AAuthProblemException 403 {@code revoked}; later polls get no result
   */
  void requireAgentToken(TenantContext tenant, DeferredRequest of) {
    String begunWith = of.question().begunWith();
    if (!begunWith.isEmpty() && callers.isRevoked(tenant, begunWith)) {
      waiting.markDelivered(tenant, of);
      throw new AAuthProblemException(403, "revoked", "agent_token was revoked.");
    }
  }

  /**
   * Writes the response to a held poll, after checking again that the tokens and the mission of the
   * request are still valid. A request to an access server is left to the next poll, which follows
   * immediately: it may be slow and would delay other held polls.
   *
   * @throws ApiException 404 if the organization is no longer served
   */
  void respondHeld(HttpExchange exchange, AgentCaller agent, DeferredRequest asked)
      throws IOException {
    if (tenants.findActiveById(exchange.tenant().id()).isEmpty()) {
      throw ApiException.tenantNotFound();
    }
    answers.handleProblems(
        exchange,
        () -> {
          callers.requireStillValid(exchange.tenant(), agent);
          ShortLivedRecord<DeferredRequest> entry =
              waiting
                  .find(exchange.tenant(), asked.id())
                  .orElseThrow(DeferredRequestPollHandler::goneProblem);
          requireAgentToken(exchange.tenant(), entry.value());
          if (granted.fromAccessServer(exchange.tenant(), entry.value())) {
            DeferredResponseWriter.writeApproval(exchange, entry.value());
          } else {
            answer(exchange, agent, entry);
          }
        });
  }

  /**
   * Writes the response to a poll that was not held.
   *
   * @throws AAuthProblemException also 429 {@code slow_down}
   */
  void respond(HttpExchange exchange, AgentCaller agent, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    pace.require(exchange, entry.value());
    answer(exchange, agent, entry);
  }

  /**
   * Writes the response. After an error, later polls get no result, unless the access server could
   * not be reached.
   */
  private void answer(
      HttpExchange exchange, AgentCaller agent, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    try {
      tell(exchange, agent, entry);
    } catch (AAuthProblemException problem) {
      if (problem.status() != AS_UNREACHABLE) {
        waiting.markDelivered(exchange.tenant(), entry.value());
      }
      throw problem;
    }
  }

  private void tell(
      HttpExchange exchange, AgentCaller agent, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    DeferredRequest of = entry.value();
    if (of.state().equals(DeferredRequest.DENIED) && of.question().what().equals("permission")) {
      give(exchange, of, Map.of("permission", "denied"));
    } else if (of.state().equals(DeferredRequest.DENIED)) {
      throw new AAuthProblemException(403, "denied", "The person declined the request.");
    } else if (of.state().equals(DeferredRequest.ABANDONED)) {
      throw new AAuthProblemException(
          403,
          DeferredRequest.ABANDONED,
          "The person did not complete the interaction with the resource.");
    } else if (of.state().equals(DeferredRequest.EXPIRED)) {
      throw new AAuthProblemException(
          408, DeferredRequest.EXPIRED, "The interaction with the resource timed out.");
    } else if (of.state().equals(DeferredRequest.FAILED)) {
      throw new AAuthProblemException(
          500, DeferredRequest.FAILED, "The resource reported an error during the interaction.");
    } else if (of.state().equals(DeferredRequest.GRANTED)) {
      tellGranted(exchange, agent, of);
    } else if (Instant.now().isBefore(of.expiresAt())) {
      if (of.openClarification().isPresent()) {
        DeferredResponseWriter.writeClarification(exchange, of, of.openClarification().get());
      } else {
        DeferredResponseWriter.write(exchange, of);
      }
    } else if (of.wasAbandoned()) {
      throw new AAuthProblemException(
          403, DeferredRequest.ABANDONED, "The person opened the request but did not answer it.");
    } else {
      throw new AAuthProblemException(
          408, DeferredRequest.EXPIRED, "The request expired before the person answered.");
    }
  }

  /** Issues the result only once: concurrent polls must poll again. */
  private void tellGranted(HttpExchange exchange, AgentCaller agent, DeferredRequest of)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    if (!waiting.claimFulfilment(tenant, of)) {
      tellMeanwhile(exchange, of);
      return;
    }
    try {
      ShortLivedRecord<DeferredRequest> now =
          waiting.find(tenant, of.id()).orElseThrow(DeferredRequestPollHandler::goneProblem);
      if (now.value().state().equals(DeferredRequest.GRANTED)) {
        make(exchange, agent, now);
      } else {
        tellMeanwhile(exchange, of);
      }
    } finally {
      waiting.releaseFulfilment(tenant, of);
    }
  }

  private void make(
      HttpExchange exchange, AgentCaller agent, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    TokenRequestOutcome outcome =
        granted.outcome(tenant, agent, entry.value(), exchange.requestInfo());
    if (outcome instanceof TokenRequestOutcome.TokenGranted given) {
      give(exchange, entry.value(), given.answer());
    } else if (outcome instanceof TokenRequestOutcome.AccessServerPending waits) {
      if (waiting.updateRequirement(tenant, entry, waits.until())) {
        DeferredResponseWriter.writeRelayed(exchange, entry.value(), waits.until());
      } else {
        tellMeanwhile(exchange, entry.value());
      }
    } else if (outcome instanceof TokenRequestOutcome.PersonInputRequired answers) {
      DeferredRequest of = entry.value();
      InteractionQuestion question =
          of.question().of(answers.accessServer(), answers.wanted(), of.user());
      boolean byMail = reaching.needsMail(tenant, question);
      Optional<DeferredRequest> asked =
          waiting.askAgainForAccessServer(tenant, entry, question, answers.wanted());
      if (asked.isPresent()) {
        if (byMail) {
          reaching.send(tenant, asked.get());
        }
        DeferredResponseWriter.write(exchange, asked.get());
      } else {
        tellMeanwhile(exchange, of);
      }
    } else {
      throw ApprovedRequestOutcomeFactory.revokedProblem();
    }
  }

  private void give(HttpExchange exchange, DeferredRequest of, Map<String, Object> answer)
      throws IOException {
    if (!waiting.markDelivered(exchange.tenant(), of)) {
      throw goneProblem();
    }
    exchange.writeJson(200, answer);
  }

  /**
   * Answers a poll that lost against a concurrent one: writes the current state, and the agent
   * polls again.
   */
  private void tellMeanwhile(HttpExchange exchange, DeferredRequest was) throws IOException {
    DeferredRequest now =
        waiting
            .find(exchange.tenant(), was.id())
            .map(ShortLivedRecord::value)
            .orElseThrow(DeferredRequestPollHandler::goneProblem);
    Optional<AccessServerRequirement> wait = now.accessServerRequirement();
    if (now.state().equals(DeferredRequest.GRANTED) && wait.isPresent()) {
      DeferredResponseWriter.writeRelayed(exchange, now, wait.get());
    } else if (now.state().equals(DeferredRequest.GRANTED)) {
      DeferredResponseWriter.writeApproval(
          exchange, now); // the agent does not have to send the person to a page
    } else {
      DeferredResponseWriter.write(exchange, now);
    }
  }

  static AAuthProblemException goneProblem() {
    return new AAuthProblemException(
        410, "invalid_code", "The request does not exist or is completed. Start a new request.");
  }
}
