/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.PublicAccess;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves agent cards without authentication, and verifies cards for callers. */
@Path("agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentCardsResource {

  /** Limits how often a caller can have keys fetched from a URL of its choice. */
  private static final AttemptLimit ELSEWHERE = new AttemptLimit(60, Duration.ofMinutes(1));

  private final CardAgentLookup agents;
  private final AgentCardStore store;
  private final SignedAgentCardFactory cards;
  private final AgentCardVerifier verifier;
  private final AttemptLimiter limiter;

  AgentCardsResource(
      CardAgentLookup agents,
      AgentCardStore store,
      SignedAgentCardFactory cards,
      AgentCardVerifier verifier,
      AttemptLimiter limiter) {
    this.agents = agents;
    this.store = store;
    this.cards = cards;
    this.verifier = verifier;
    this.limiter = limiter;
  }

  /** The signer of a verified card. */
  public record CardSigner(@JsonInclude String kid, @JsonInclude String alg) {}

  /** A summary of a verified card. */
  public record CardSummary(
      @JsonInclude String protocolVersion,
      @JsonInclude String name,
      @JsonInclude String url,
      @JsonInclude String version,
      @JsonInclude Object provider,
      int skills) {

    static CardSummary of(Map<String, Object> card) {
      return new CardSummary(
          text(card, "protocolVersion"),
          text(card, "name"),
          text(card, "url"),
          text(card, "version"),
          card.get("provider") instanceof Map<?, ?> provider ? provider : null,
          card.get("skills") instanceof List<?> skills ? skills.size() : 0);
    }

    private static String text(Map<String, Object> card, String member) {
      return card.get(member) instanceof String text ? text : null;
    }
  }

  /** The response to a card verification. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VerifyAgentCardResponse(
      boolean valid,
      String error,
      CardSigner signer,
      @JsonProperty("card_summary") CardSummary summary) {}

  @GET
  @OperationSummary("Get the public card of an agent")
  @Path("{agentId}/agent-card")
  @PublicAccess
  public Response card(@Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var tenant = HttpExchange.of(request).tenant();
    var agent =
        agents.find(tenant, agentId).filter(Agent::enabled).orElseThrow(AgentCardsResource::none);
    var form = store.find(tenant.id(), agent.id()).orElseThrow(AgentCardsResource::none);
    return Response.ok(cards.of(tenant, agent, form))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }

  @POST
  @OperationSummary("Verify the signature of an agent card")
  @Path("agent-card/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresAuthentication
  @LargeRequestBody
  public VerifyAgentCardResponse verify(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var caller = exchange.caller();
    if (body == null) {
      throw ApiException.invalidRequest("Send a card, or {\"card\": …, \"jwks_uri\": …}.");
    }
    var card = card(body);
    if (card.isEmpty()) {
      throw ApiException.invalidRequest("The card must have at least one member.");
    }
    var address = address(body);
    if (address.isPresent()) {
      count(exchange.tenant(), caller);
    }
    var result = verifier.verify(exchange.tenant(), card, address);
    return new VerifyAgentCardResponse(
        result.error().isEmpty(),
        result.error().orElse(null),
        new CardSigner(result.kid().orElse(null), result.algorithm().orElse(null)),
        CardSummary.of(card));
  }

  /** Limits the outbound requests that a caller can trigger. */
  private void count(TenantContext tenant, Caller caller) {
    var until = limiter.count(tenant, "agent-card-keys", caller.subject().toString(), ELSEWHERE);
    if (until.isPresent()) {
      throw ApiException.rateLimited(
          "Too many cards with external keys were verified. Try again after the time "
              + "in the Retry-After header.",
          ELSEWHERE.attempts(),
          until.get());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> card(Map<String, Object> body) {
    if (!body.containsKey("card")) {
      return body;
    }
    if (!(body.get("card") instanceof Map<?, ?> card)) {
      throw ApiException.invalidRequest("card must be a JSON object.");
    }
    return (Map<String, Object>) card; // the keys of a JSON object are always strings
  }

  private static Optional<URI> address(Map<String, Object> body) {
    if (!body.containsKey("card") || body.get("jwks_uri") == null) {
      return Optional.empty();
    }
    try {
      if (body.get("jwks_uri") instanceof String text) {
        var uri = new URI(text);
        if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
          return Optional.of(uri);
        }
      }
      throw ApiException.invalidRequest("jwks_uri must be an https URL.");
    } catch (URISyntaxException e) {
      throw ApiException.invalidRequest("jwks_uri must be an https URL.");
    }
  }

  private static ApiException none() {
    return new ApiException(
        404, "not_found", "The agent does not exist in this tenant or has no card.");
  }
}
