package org.lumoauth.oauth.fapi2;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAuthorizationRequest;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.contract.ClientProfileContract;
import org.lumoauth.testkit.contract.ProfiledRequest;

class ProfilesContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String BY_KEY = "private_key_jwt";
  private static final JwtSigner KEY = JwtSigner.es256("k1");
  private static final String PROOF = KEY.sign(Map.of());
  private static final String ASSERTION = assertion(KEY);
  private static final String BY_RSA = assertion(JwtSigner.rs256("k1"));
  private static final String OBJECT = KEY.sign(Map.of());

  @Nested
  class Security extends ClientProfileContract {
    @Override
    protected ClientProfile profile() {
      return new SecurityProfile();
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
    protected List<ProfiledRequest> allowed() {
      return List.of(
          new ProfiledRequest.Authorization(pushed().build()),
          new ProfiledRequest.Token(aGrantRequest().boundTo(Map.of("jkt", "x")).build()),
          new ProfiledRequest.Authenticated(
              BY_KEY, with(ASSERTION).withHeader("DPoP", PROOF).build()));
    }

    @Override
    protected List<ProfiledRequest> refused() {
      return List.of(
          new ProfiledRequest.Authorization(pushed().broughtBy("query").build()),
          new ProfiledRequest.Authorization(pushed().withoutPkce().build()),
          new ProfiledRequest.Authorization(pushed().to("http://app.example.com/cb").build()),
          new ProfiledRequest.Token(aGrantRequest().build()),
          new ProfiledRequest.Authenticated("client_secret_basic", anOAuthRequest().build()),
          new ProfiledRequest.Authenticated(BY_KEY, with(BY_RSA).build()));
    }
  }

  @Nested
  class MessageSigning extends ClientProfileContract {
    @Override
    protected ClientProfile profile() {
      return new MessageSigningProfile();
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
    protected List<ProfiledRequest> allowed() {
      return List.of(
          new ProfiledRequest.Authorization(pushed().by("jwt").build()),
          new ProfiledRequest.Token(aGrantRequest().boundTo(Map.of("jkt", "x")).build()),
          new ProfiledRequest.Authenticated(BY_KEY, push().with("request", OBJECT).build()));
    }

    @Override
    protected List<ProfiledRequest> refused() {
      return List.of(
          new ProfiledRequest.Authorization(pushed().by("query").build()),
          new ProfiledRequest.Token(aGrantRequest().build()),
          new ProfiledRequest.Authenticated(BY_KEY, push().build()));
    }

    private static OAuthRequestBuilder push() {
      return with(ASSERTION).to(ACME.issuer() + "/oauth/par");
    }
  }

  @Nested
  class Ciba extends ClientProfileContract {
    @Override
    protected ClientProfile profile() {
      return new CibaProfile();
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
    protected List<ProfiledRequest> allowed() {
      return List.of(
          new ProfiledRequest.Token(aGrantRequest().boundTo(Map.of("x5t#S256", "x")).build()),
          new ProfiledRequest.Authenticated(
              BY_KEY, with(ASSERTION).withHeader("DPoP", PROOF).build()),
          new ProfiledRequest.Authenticated("tls_client_auth", anOAuthRequest().build()));
    }

    @Override
    protected List<ProfiledRequest> refused() {
      return List.of(
          new ProfiledRequest.Authorization(pushed().build()),
          new ProfiledRequest.Token(aGrantRequest().build()),
          new ProfiledRequest.Authenticated("client_secret_basic", anOAuthRequest().build()),
          new ProfiledRequest.Authenticated(BY_KEY, with(BY_RSA).build()));
    }
  }

  private static Client registered(String profile) {
    return aClient()
        .with("profile", profile)
        .with("dpop_bound_access_tokens", true)
        .with("id_token_signed_response_alg", "ES256")
        .build();
  }

  private static AuthorizationRequestBuilder pushed() {
    return anAuthorizationRequest().broughtBy("par");
  }

  private static OAuthRequestBuilder with(String assertion) {
    return anOAuthRequest().with("client_assertion", assertion);
  }

  private static String assertion(JwtSigner key) {
    return key.sign(Map.of("aud", ACME.issuer()));
  }
}
