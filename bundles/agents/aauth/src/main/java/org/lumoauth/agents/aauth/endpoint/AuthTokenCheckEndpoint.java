package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.AuthJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
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

/**
 * Tells a resource whether an auth token for it holds now. That whoever shows it has the key is for
 * the resource to see, by the signature of the request and {@code cnf_jkt}.
 */
@Takes(
    members = {
      @Member(value = "auth_token", needed = true),
      @Member(value = "resource", needed = true, says = "The identifier of who asks")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-auth-token-verify",
      "lumoauth.web.routes=POST ~/aauth/auth/token/verify",
      "lumoauth.web.guard=open"
    })
public final class AuthTokenCheckEndpoint implements HotEndpoint {

  private final SignedCalls calls;
  private final AuthJwts tokens;
  private final SignatureChecks checks;

  @Activate
  public AuthTokenCheckEndpoint(
      @Reference SignedCalls calls, @Reference AuthJwts tokens, @Reference SignatureChecks checks) {
    this.calls = calls;
    this.tokens = tokens;
    this.checks = checks;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.server(exchange, PartySettings.RESOURCE, this::answer);
  }

  private Map<String, Object> answer(TenantContext tenant, Signer signer, Body body) {
    String token = body.required("auth_token", Body.TOKEN);
    if (!body.required("resource", 500).equals(signer.party().identifier())) {
      throw Problem.forbidden("A resource asks about tokens for itself alone.");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      AuthJwts.Holding holding = tokens.verify(tenant, token);
      if (!holding.resource().id().equals(signer.party().id())) {
        throw new InvalidTokenException("the token is for another resource", false);
      }
      answer.put("active", true);
      answer.put("agent", holding.agent());
      copy(holding, answer, "agent_delegate");
      answer.put("resource", holding.resource().identifier());
      copy(holding, answer, "sub");
      answer.put("scope", Scopes.text(holding.scope()));
      answer.put("cnf_jkt", checks.thumbprint(key(holding)));
      copy(holding, answer, "act");
      answer.put("pop_required", true);
      return answer;
    } catch (InvalidTokenException e) {
      answer.clear();
      answer.put("active", false);
      answer.put("error", e.getMessage());
      return answer;
    }
  }

  private static void copy(AuthJwts.Holding holding, Map<String, Object> answer, String name) {
    Object value = holding.claims().get(name);
    if (value != null) {
      answer.put(name, value);
    }
  }

  @SuppressWarnings("unchecked") // we made the token, with a key in it
  private static Map<String, Object> key(AuthJwts.Holding holding) {
    return (Map<String, Object>) ((Map<String, Object>) holding.claims().get("cnf")).get("jwk");
  }
}
