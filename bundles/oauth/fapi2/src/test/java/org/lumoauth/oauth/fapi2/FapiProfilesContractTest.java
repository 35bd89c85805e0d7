/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.oauth.ClientSecurityProfileContract;
import org.lumoauth.testkit.contract.oauth.ClientSecurityProfileTestRequest;

class FapiProfilesContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String BY_KEY = "private_key_jwt";
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String PROOF = KEY.sign(Map.of());
  private static final String ASSERTION = assertion(KEY);
  private static final String BY_RSA = assertion(TestJwtSigner.rs256("k1"));
  private static final String OBJECT = KEY.sign(Map.of());

  @Nested
  class Security extends ClientSecurityProfileContract {
    @Override
    protected ClientSecurityProfile profile() {
      return new Fapi2SecurityProfile();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return registered("fapi2-security");
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> allowed() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(pushed().build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(
              tokenRequest().boundTo(Map.of("jkt", "x")).build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, with(ASSERTION).withHeader("DPoP", PROOF).build()));
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> refused() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              pushed().withSource("query").build()),
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              pushed().withoutPkce().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              pushed().to("http://app.example.com/cb").build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(tokenRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              "client_secret_basic", anOAuthRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, with(BY_RSA).build()));
    }
  }

  @Nested
  class MessageSigning extends ClientSecurityProfileContract {
    @Override
    protected ClientSecurityProfile profile() {
      return new Fapi2MessageSigningProfile();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return registered("fapi2-message-signing");
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> allowed() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              pushed().by("jwt").build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(
              tokenRequest().boundTo(Map.of("jkt", "x")).build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, push().with("request", OBJECT).build()));
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> refused() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
              pushed().by("query").build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(tokenRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, push().build()));
    }

    private static OAuthRequestBuilder push() {
      return with(ASSERTION).to(ACME.issuer() + "/oauth/par");
    }
  }

  @Nested
  class Ciba extends ClientSecurityProfileContract {
    @Override
    protected ClientSecurityProfile profile() {
      return new FapiCibaProfile();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return registered("fapi-ciba");
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> allowed() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(
              tokenRequest().boundTo(Map.of("x5t#S256", "x")).build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, with(ASSERTION).withHeader("DPoP", PROOF).build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              "tls_client_auth", anOAuthRequest().build()));
    }

    @Override
    protected List<ClientSecurityProfileTestRequest> refused() {
      return List.of(
          new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(pushed().build()),
          new ClientSecurityProfileTestRequest.ProfileTokenRequest(tokenRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              "client_secret_basic", anOAuthRequest().build()),
          new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(
              BY_KEY, with(BY_RSA).build()));
    }
  }

  private static Client registered(String profile) {
    return aClient()
        .with("profile", profile)
        .with("dpop_bound_access_tokens", true)
        .with("id_token_signed_response_alg", "ES256")
        .build();
  }

  private static AuthenticatedTokenRequestBuilder tokenRequest() {
    var client = aClient().with("dpop_bound_access_tokens", true);
    return aGrantRequest().from(client).authenticatedBy(BY_KEY);
  }

  private static AuthorizationRequestBuilder pushed() {
    return anAuthorizationRequest().withSource("par");
  }

  private static OAuthRequestBuilder with(String assertion) {
    return anOAuthRequest().with("client_assertion", assertion);
  }

  private static String assertion(TestJwtSigner key) {
    return key.sign(Map.of("aud", ACME.issuer()));
  }
}
