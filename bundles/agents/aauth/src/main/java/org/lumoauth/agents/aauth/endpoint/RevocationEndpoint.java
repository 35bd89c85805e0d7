package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.grant.RefreshTokens;
import org.lumoauth.agents.aauth.token.AuthJwts;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends a token of the agent that signs; it says the same of one that there is not. */
@Takes(
    members = {
      @Member(value = "token", needed = true),
      @Member(
          value = "token_type",
          oneOf = {RevocationEndpoint.AUTH, RevocationEndpoint.REFRESH})
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-revoke",
      "lumoauth.web.routes=POST ~/aauth/token/revoke",
      "lumoauth.web.guard=open"
    })
public final class RevocationEndpoint implements HotEndpoint {

  static final String AUTH = "auth_token";
  static final String REFRESH = "refresh_token";

  private final SignedCalls calls;
  private final AuthJwts tokens;
  private final RefreshTokens refreshTokens;
  private final AauthAudit audit;

  @Activate
  public RevocationEndpoint(
      @Reference SignedCalls calls,
      @Reference AuthJwts tokens,
      @Reference RefreshTokens refreshTokens,
      @Reference AauthAudit audit) {
    this.calls = calls;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.agent(
        exchange,
        (tenant, signer, body) -> {
          String token = body.required("token", Body.TOKEN);
          String type = body.text("token_type", Body.TEXT).orElse(AUTH);
          switch (type) {
            case AUTH -> tokens.revoke(tenant, signer.party(), token);
            case REFRESH -> refreshTokens.revoke(tenant, signer.party(), token);
            default -> throw Problem.invalidRequest("token_type is auth_token or refresh_token.");
          }
          audit.revoked(tenant, signer, type, exchange.requestInfo());
          return Map.of("revoked", true);
        });
  }
}
