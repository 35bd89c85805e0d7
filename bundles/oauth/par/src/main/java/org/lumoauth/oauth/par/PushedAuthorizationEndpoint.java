package org.lumoauth.oauth.par;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.AuthorizationRequests;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthentication;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.CrossOrigin;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes an authorization request from its client directly, before the browser is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-2">RFC 9126 section 2</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = @Member(value = "request", says = "All of them as a signed JWT (RFC 9101)"),
    ofKinds = {"authorization-parameters", "client-authentication"})
@Takes(as = Takes.As.HEADERS, ofKinds = "token-binding")
@AnswersWith(
    status = 201,
    members = {
      @Member(value = "request_uri", needed = true),
      @Member(value = "expires_in", type = long.class, needed = true)
    })
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-par",
      "lumoauth.web.routes=POST ~/oauth/par",
      "lumoauth.web.routes=OPTIONS ~/oauth/par",
      "lumoauth.web.guard=client"
    })
public final class PushedAuthorizationEndpoint implements HotEndpoint {

  private final ClientAuthentication clients;
  private final PushedParameters parameters;
  private final AuthorizationRequests requests;
  private final PushedRequests pushed;
  private final PushLimits limits;
  private final PushAudit audit;
  private final UnprovenRefusals refusals;

  @Activate
  public PushedAuthorizationEndpoint(
      @Reference ClientAuthentication clients,
      @Reference PushedParameters parameters,
      @Reference AuthorizationRequests requests,
      @Reference PushedRequests pushed,
      @Reference PushLimits limits,
      @Reference PushAudit audit,
      @Reference UnprovenRefusals refusals) {
    this.clients = clients;
    this.parameters = parameters;
    this.requests = requests;
    this.pushed = pushed;
    this.limits = limits;
    this.audit = audit;
    this.refusals = refusals;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (CrossOrigin.allow(exchange, "POST")) {
      return;
    }
    SecretAnswers.keepFromCaches(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequests.form(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      parameters.requireNonce(tenant, request);
      proven = Optional.of(clients.authenticate(tenant, request)); // point 1
      Client client = proven.get().client();
      var sent = parameters.of(tenant, client, request);
      PushLimits.requireBounded(sent.sent());
      var accepted = requests.accept(tenant, client, sent.sent()); // point 3, section 3
      var bound = sent.bound(accepted.parameters());
      limits.count(exchange, proven.get()); // before it is kept
      String uri = pushed.add(tenant, client, bound, accepted.verifiedObject());
      exchange.writeJson( // section 2.2
          201, Map.of("request_uri", uri, "expires_in", PushedRequests.LIFETIME.toSeconds()));
    } catch (OAuthError refusal) {
      if (refusals.recorded(exchange, proven, refusal)) {
        audit.refused(exchange, tenant, request, refusal);
      }
      SecretAnswers.challenge(exchange.response(), refusal);
      throw refusal;
    }
  }
}
