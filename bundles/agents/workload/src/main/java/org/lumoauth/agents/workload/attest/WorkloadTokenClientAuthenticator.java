/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates the client of a token exchange with {@code subject_issuer} by its subject token,
 * because a workload has no other credential.
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=" + WorkloadTokenClientAuthenticator.METHOD
    })
public final class WorkloadTokenClientAuthenticator implements ClientAuthenticationMethod {

  static final String METHOD = "workload_token";

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String TOKEN_ENDPOINT = "/oauth/token";
  private static final int UNAVAILABLE = 503;

  private final TrustRuleAttestationVerifier attestations;
  private final ClientDirectory clients;

  @Activate
  public WorkloadTokenClientAuthenticator(
      @Reference TrustRuleAttestationVerifier attestations, @Reference ClientDirectory clients) {
    this.attestations = attestations;
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    if (!meant(request)) {
      return Optional.empty();
    }
    String clientId = request.requiredParameter("client_id");
    String token = WorkloadExchangeRequestParser.of(request);
    try {
      attestations.verify(tenant, clientId, token, WorkloadExchangeRequestParser.provider(request));
    } catch (ApiException refusal) {
      if (refusal.status() == UNAVAILABLE) {
        throw refusal;
      }
      throw WorkloadExchangeRequestParser.failed();
    }
    return Optional.of(
        clients.find(tenant, clientId).orElseThrow(WorkloadExchangeRequestParser::failed));
  }

  /**
   * Whether this authenticator applies: only at the token endpoint, and only if the request has no
   * other credential.
   */
  private static boolean meant(OAuthRequest request) {
    return request.url().endsWith(TOKEN_ENDPOINT)
        && request.parameter("grant_type").filter(GRANT::equals).isPresent()
        && request.parameter(WorkloadExchangeRequestParser.ISSUER).isPresent()
        && request.header("authorization").isEmpty()
        && request.parameter("client_secret").isEmpty()
        && request.parameter("client_assertion").isEmpty();
  }
}
