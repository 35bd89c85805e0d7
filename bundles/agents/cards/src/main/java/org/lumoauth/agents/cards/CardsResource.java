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
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Open;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** Cards for everybody. */
@Path("agents")
@Produces(MediaType.APPLICATION_JSON)
public final class CardsResource {

  /** How often somebody may have keys fetched from an address of theirs. */
  private static final Limit ELSEWHERE = new Limit(60, Duration.ofMinutes(1));

  private final KnownAgents agents;
  private final CardStore store;
  private final SignedCards cards;
  private final CardVerifier verifier;
  private final AttemptLimiter limiter;

  CardsResource(
      KnownAgents agents,
      CardStore store,
      SignedCards cards,
      CardVerifier verifier,
      AttemptLimiter limiter) {
    this.agents = agents;
    this.store = store;
    this.cards = cards;
    this.verifier = verifier;
    this.limiter = limiter;
  }

  /** {@code CardSigner}. */
  public record Signer(@JsonInclude String kid, @JsonInclude String alg) {}

  /** {@code CardSummary}. */
  public record Summary(
      @JsonInclude String protocolVersion,
      @JsonInclude String name,
      @JsonInclude String url,
      @JsonInclude String version,
      @JsonInclude Object provider,
      int skills) {

    static Summary of(Map<String, Object> card) {
      return new Summary(
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

  /** {@code VerifyAgentCardResponse}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verified(
      boolean valid, String error, Signer signer, @JsonProperty("card_summary") Summary summary) {}

  @GET
  @Path("{agentId}/agent-card")
  @Open
  public Response card(@Context HttpServletRequest request, @PathParam("agentId") String agentId) {
    var tenant = Exchange.of(request).tenant();
    var agent =
        agents.find(tenant, agentId).filter(Agent::enabled).orElseThrow(CardsResource::none);
    var form = store.find(tenant.id(), agent.id()).orElseThrow(CardsResource::none);
    return Response.ok(cards.of(tenant, agent, form))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }

  @POST
  @Path("agent-card/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  @Authenticated
  @LargeBody
  public Verified verify(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var caller = exchange.caller();
    if (body == null) {
      throw Problem.invalidRequest("Send a card, or {\"card\": …, \"jwks_uri\": …}.");
    }
    var card = card(body);
    if (card.isEmpty()) {
      throw Problem.invalidRequest("The card has no members.");
    }
    var address = address(body);
    if (address.isPresent()) {
      count(exchange.tenant(), caller);
    }
    var result = verifier.verify(exchange.tenant(), card, address);
    return new Verified(
        result.error().isEmpty(),
        result.error().orElse(null),
        new Signer(result.kid().orElse(null), result.algorithm().orElse(null)),
        Summary.of(card));
  }

  /** Nobody has this server ask elsewhere without end. */
  private void count(TenantContext tenant, Caller caller) {
    var until = limiter.count(tenant, "agent-card-keys", caller.subject().toString(), ELSEWHERE);
    if (until.isPresent()) {
      throw Problem.rateLimited(
          "Too many cards with keys elsewhere; try again later.",
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
      throw Problem.invalidRequest("card is a JSON object.");
    }
    return (Map<String, Object>) card; // a JSON object has no other keys
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
      throw Problem.invalidRequest("jwks_uri is an https address.");
    } catch (URISyntaxException e) {
      throw Problem.invalidRequest("jwks_uri is an https address.");
    }
  }

  private static Problem none() {
    return new Problem(404, "not_found", "There is no such agent with a card here.");
  }
}
