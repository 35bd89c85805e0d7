package org.lumoauth.oauth.dcr;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.ClientRegistrations;
import org.lumoauth.api.oauth.ClientRegistrations.Registration;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.CrossOrigin;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers clients.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-3">RFC 7591 section 3</a>
 */
@Takes(RegisteredMembers.class)
@AnswersWith(status = 201)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-dcr",
      "lumoauth.web.routes=POST ~/connect/register",
      "lumoauth.web.routes=POST ~/oauth/register",
      "lumoauth.web.routes=POST ~/oidc/register",
      "lumoauth.web.routes=OPTIONS ~/connect/register",
      "lumoauth.web.routes=OPTIONS ~/oauth/register",
      "lumoauth.web.routes=OPTIONS ~/oidc/register",
      "lumoauth.web.guard=open"
    })
public final class RegisterEndpoint implements HotEndpoint {

  private final Registrants registrants;
  private final Allowance allowance;
  private final SectorIdentifiers sectors;
  private final ClientRegistrations registrations;
  private final RegistrationTokens tokens;
  private final RegistrationAudit audit;

  @Activate
  public RegisterEndpoint(
      @Reference Registrants registrants,
      @Reference Allowance allowance,
      @Reference SectorIdentifiers sectors,
      @Reference ClientRegistrations registrations,
      @Reference RegistrationTokens tokens,
      @Reference RegistrationAudit audit) {
    this.registrants = registrants;
    this.allowance = allowance;
    this.sectors = sectors;
    this.registrations = registrations;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (CrossOrigin.allow(exchange, "POST")) {
      return;
    }
    SecretAnswers.keepFromCaches(exchange.response());
    try {
      Registrant registrant = registrants.of(exchange);
      exchange.writeJson(201, register(exchange.tenant(), registrant, body(exchange)));
    } catch (OAuthError refusal) {
      audit.refused(exchange, Registrants.claimed(exchange), Optional.empty(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> register(
      TenantContext tenant, Registrant registrant, Map<String, Object> asked) {
    Map<String, Object> metadata = allowance.cut(tenant, asked, registrant.vouched(), Set.of());
    sectors.check(tenant, metadata);
    Registration registration = registrations.register(tenant, metadata, registrant.by());
    try {
      String token = tokens.issue(tenant, registration.clientId(), registrant.vouched());
      return Answer.of(tenant, registration, Optional.of(token));
    } catch (RuntimeException e) { // a client that nobody knows of and nobody can manage
      registrations.remove(tenant, registration.clientId(), registrant.by());
      throw e;
    }
  }

  /**
   * The metadata that was sent.
   *
   * @throws OAuthError {@code invalid_request} if it is no JSON object
   */
  static Map<String, Object> body(Exchange exchange) throws IOException {
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> body = exchange.readJson(Map.class);
      if (body != null) {
        return body;
      }
    } catch (Problem e) {
      if (e.status() != 422) {
        throw e;
      }
    }
    throw OAuthError.invalidRequest("A JSON object is needed as the body.");
  }
}
