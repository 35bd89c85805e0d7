package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ClientAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeClients;

class SelfSignedTlsClientAuthTest extends ClientAuthenticatorContract {

  private static final TenantContext ACME = aTenant().build();

  private final SelfSignedTlsClientAuth way =
      new SelfSignedTlsClientAuth(
          new FakeClients()
              .with(
                  ACME,
                  aClient().withId("app").authenticatingBy("self_signed_tls_client_auth").build()),
          (tenant, client, kid) ->
              List.of(Map.of("kty", "EC"), Map.of("x5c", List.of(registered()))));

  @Override
  protected ClientAuthenticator authenticator() {
    return way;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return anOAuthRequest()
        .with("client_id", "app")
        .withCertificate(Certificates.SELF_SIGNED)
        .build();
  }

  @Override
  protected String clientId() {
    return "app";
  }

  @Override
  protected OAuthRequest forged() {
    return anOAuthRequest().with("client_id", "app").withCertificate(Certificates.CLIENT).build();
  }

  @Override
  protected OAuthRequest unknownClient() {
    return anOAuthRequest()
        .with("client_id", "nobody")
        .withCertificate(Certificates.SELF_SIGNED)
        .build();
  }

  private static String registered() {
    try {
      return Base64.getEncoder().encodeToString(Certificates.SELF_SIGNED.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
