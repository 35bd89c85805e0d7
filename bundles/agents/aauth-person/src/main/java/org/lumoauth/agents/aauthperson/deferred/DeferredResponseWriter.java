/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauthperson.interaction.InteractionPageUrls;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/** Writes the responses for deferred requests: that a person is being asked, and where to poll. */
public final class DeferredResponseWriter {

  private DeferredResponseWriter() {}

  /** Writes a 202 response (AAuth draft, section Deferred Responses). */
  public static void write(HttpExchange exchange, DeferredRequest waiting) throws IOException {
    if (waiting.question().leadsToExternalPage() || !waiting.question().agentPresentsPage()) {
      writeApproval(exchange, waiting);
    } else {
      interaction(exchange, waiting);
    }
  }

  private static void interaction(HttpExchange exchange, DeferredRequest waiting)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var response = exchange.response();
    response.setHeader("Location", location(tenant, waiting));
    response.setHeader("Retry-After", pause(exchange));
    response.setHeader(
        "AAuth-Requirement",
        "requirement=interaction; url=\""
            + InteractionPageUrls.of(tenant)
            + "\"; code=\""
            + waiting.code()
            + "\"");
    exchange.writeJson(202, Map.of("status", waiting.status()));
  }

  /**
   * Writes a 202 response if the agent does not have to show a page to the person (section Approval
   * Pending).
   */
  public static void writeApproval(HttpExchange exchange, DeferredRequest waiting)
      throws IOException {
    var response = exchange.response();
    response.setHeader("Location", location(exchange.tenant(), waiting));
    response.setHeader("Retry-After", pause(exchange));
    response.setHeader("AAuth-Requirement", "requirement=approval");
    exchange.writeJson(202, Map.of("status", waiting.status()));
  }

  /** Writes a 202 response with an access server's requirement (section AS Response). */
  public static void writeRelayed(
      HttpExchange exchange, DeferredRequest waiting, AccessServerRequirement wait)
      throws IOException {
    var response = exchange.response();
    response.setHeader("Location", location(exchange.tenant(), waiting));
    response.setHeader("Retry-After", wait.wantsAnswer() ? "0" : "5");
    response.setHeader("AAuth-Requirement", wait.field());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", DeferredRequest.OPEN);
    if (wait.wantsAnswer()) { // section Clarification Required
      body.put("clarification", wait.question());
      if (!wait.options().isEmpty()) {
        body.put("options", wait.options());
      }
    }
    exchange.writeJson(202, body);
  }

  /** Writes a 202 response with the person's question (section Clarification Required). */
  static void writeClarification(
      HttpExchange exchange, DeferredRequest waiting, ClarificationTurn turn) throws IOException {
    var response = exchange.response();
    response.setHeader("Location", location(exchange.tenant(), waiting));
    response.setHeader("Retry-After", "0");
    response.setHeader("AAuth-Requirement", "requirement=clarification");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", DeferredRequest.OPEN);
    body.put("clarification", turn.question());
    body.put(
        "timeout", Math.max(0, Duration.between(Instant.now(), waiting.expiresAt()).toSeconds()));
    exchange.writeJson(202, body);
  }

  /**
   * Returns the seconds until the next poll; a poll that was held until its timeout has already
   * waited.
   */
  private static String pause(HttpExchange exchange) {
    return exchange.response().getHeader(AgentLongPollService.APPLIED) == null ? "5" : "0";
  }

  private static String location(TenantContext tenant, DeferredRequest waiting) {
    return tenant.issuer() + "/aauth-person/pending/" + waiting.id();
  }
}
