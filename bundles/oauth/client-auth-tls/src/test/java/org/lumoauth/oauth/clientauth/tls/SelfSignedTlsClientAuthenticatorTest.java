/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class SelfSignedTlsClientAuthenticatorTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();

  private final SelfSignedTlsClientAuthenticator way =
      new SelfSignedTlsClientAuthenticator(
          new FakeClientDirectory()
              .with(
                  ACME,
                  aClient().withId("app").authenticatingBy("self_signed_tls_client_auth").build()),
          (tenant, client, kid) ->
              List.of(Map.of("kty", "EC"), Map.of("x5c", List.of(registered()))));

  @Override
  protected ClientAuthenticationMethod authenticator() {
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
        .withCertificate(TlsTestCertificates.SELF_SIGNED)
        .build();
  }

  @Override
  protected String clientId() {
    return "app";
  }

  @Override
  protected OAuthRequest forged() {
    return anOAuthRequest()
        .with("client_id", "app")
        .withCertificate(TlsTestCertificates.CLIENT)
        .build();
  }

  @Override
  protected OAuthRequest unknownClient() {
    return anOAuthRequest()
        .with("client_id", "nobody")
        .withCertificate(TlsTestCertificates.SELF_SIGNED)
        .build();
  }

  private static String registered() {
    try {
      return Base64.getEncoder().encodeToString(TlsTestCertificates.SELF_SIGNED.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
