package org.lumoauth.agents.aauthperson.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.request.AskedOfAccessServer;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the auth tokens of an access server (section Auth Token Structure). */
@Component(service = AccessTokens.class)
public final class AccessTokens {

  private static final String ACCESS = "aauth-access.json";

  private final DraftTokens tokens;

  @Activate
  public AccessTokens(@Reference DraftTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Makes one.
   *
   * @param of the request; what it was told of the person is for the resource too
   * @param since when the request began
   * @return what the person server is answered
   */
  Map<String, Object> give(
      TenantContext tenant, AskedOfAccessServer.Access access, AccessCase of, Instant since) {
    Token resource = access.asked().resourceToken();
    Map<String, Object> claims = new HashMap<>();
    if (of.claims() != null) {
      claims.putAll(of.claims()); // first: none takes the place of another
    }
    claims.put("aud", resource.text("iss"));
    claims.put("ps", of.personServer());
    claims.put("sub", resource.text("sub"));
    claims.put("scope", resource.text("scope"));
    claims.put("cnf", Map.of("jwk", access.bearer().jwk()));
    for (String name : List.of("account", "mission_s256", "tenant")) {
      resource.optional(name).ifPresent(value -> claims.put(name, value));
    }
    String jwt = mint(tenant, access, claims, since);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("auth_token", jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return answer;
  }

  private String mint(
      TenantContext tenant,
      AskedOfAccessServer.Access access,
      Map<String, Object> claims,
      Instant since) {
    List<Long> latest =
        List.of(
            access.agent().expiresAt(),
            access.bearer().expiresAt(),
            access.asked().presented().expiresAt(),
            access.latest());
    try {
      return tokens.mint(tenant, TokenType.AUTH, ACCESS, origin(access), claims, latest, since);
    } catch (TokenProblem e) {
      throw new DraftProblem(403, "denied", "It was taken back meanwhile.");
    }
  }

  /** Nothing of who acted before: that is the person server's to know. */
  private static Origin origin(AskedOfAccessServer.Access access) {
    AgentCaller agent = access.agent();
    boolean sub = !access.bearer().id().equals(agent.id());
    return new Origin(
        agent.provider(),
        agent.id(),
        sub ? access.bearer().id() : "",
        "",
        access.asked().presented().recordKey(),
        "",
        0);
  }
}
