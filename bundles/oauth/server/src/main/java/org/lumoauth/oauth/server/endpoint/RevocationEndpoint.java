package org.lumoauth.oauth.server.endpoint;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.web.CrossOrigin;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends a token that was issued to the client. The answer is the same whether there was such a token
 * or not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = {
      @Member(value = "token", needed = true, says = "The token to end"),
      @Member(value = "token_type_hint", says = "Every kind is found without it")
    },
    ofKinds = "client-authentication")
@AnswersWith(status = 200)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-revoke",
      "lumoauth.web.routes=POST ~/oauth/revoke",
      "lumoauth.web.routes=OPTIONS ~/oauth/revoke",
      "lumoauth.web.guard=client"
    })
public final class RevocationEndpoint implements HotEndpoint {

  private final ClientAuthentication clients;
  private final TokenService tokens;
  private final TokenKinds kinds;
  private final TokenAudit audit;

  @Activate
  public RevocationEndpoint(
      @Reference ClientAuthentication clients,
      @Reference TokenService tokens,
      @Reference TokenKinds kinds,
      @Reference TokenAudit audit) {
    this.clients = clients;
    this.tokens = tokens;
    this.kinds = kinds;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (CrossOrigin.allow(exchange, "POST")) {
      return;
    }
    SecretAnswers.keepFromCaches(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequests.form(exchange);
    Client client = authenticate(exchange, tenant, request);
    revoke(exchange, tenant, client, request.requiredParameter("token")); // section 2.1
    exchange.writeJson(200, Map.of()); // section 2.2: also for a token that is not there
  }

  private Client authenticate(Exchange exchange, TenantContext tenant, OAuthRequest request) {
    try {
      return clients.authenticate(tenant, request).client();
    } catch (OAuthError refusal) {
      SecretAnswers.challenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private void revoke(Exchange exchange, TenantContext tenant, Client client, String jwt) {
    try {
      VerifiedToken token = tokens.inspect(tenant, jwt);
      if (token.clientId().equals(client.clientId())) { // section 2.1: only its own
        tokens.revoke(tenant, token);
        audit.revoked(exchange, tenant, token, client);
      }
    } catch (InvalidTokenException e) {
      kinds
          .revoke(tenant, client, jwt)
          .ifPresent(ended -> audit.revoked(exchange, tenant, ended, client));
    }
  }
}
