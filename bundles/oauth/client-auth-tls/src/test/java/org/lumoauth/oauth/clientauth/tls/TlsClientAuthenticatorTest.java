/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class TlsClientAuthenticatorTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String DN = "tls_client_auth_subject_dn";
  private static final String SUBJECT = "CN=client,O=Acme Corp,C=DE";

  private final TlsClientAuthenticator way =
      way(client(Map.of(DN, SUBJECT)), TlsTestCertificates.AUTHORITIES);

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
    return request("app", TlsTestCertificates.CLIENT);
  }

  @Override
  protected String clientId() {
    return "app";
  }

  @Override
  protected OAuthRequest forged() {
    return request("app", TlsTestCertificates.SELF_SIGNED);
  }

  @Override
  protected OAuthRequest unknownClient() {
    return request("nobody", TlsTestCertificates.CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "tls_client_auth_san_dns,client.example",
    "tls_client_auth_san_uri,https://client.example/id",
    "tls_client_auth_san_ip,192.0.2.1",
    "tls_client_auth_san_email,ops@client.example"
  })
  void authenticatesClientBySubjectAlternativeName(String member, String name) {
    var by = way(client(Map.of(member, name)), TlsTestCertificates.AUTHORITIES);

    assertEquals(Optional.of("app"), by.authenticate(ACME, authentic()).map(Client::clientId));
  }

  @ParameterizedTest
  @CsvSource({
    "tls_client_auth_san_dns,evil.example",
    "tls_client_auth_san_dns,https://client.example/id",
    "tls_client_auth_san_uri,client.example",
    "tls_client_auth_san_ip,192.0.2.2",
    "tls_client_auth_san_ip,client.example",
    "tls_client_auth_san_email,ops@evil.example",
    "tls_client_auth_subject_dn,'CN=client2,O=Acme Corp,C=DE'",
    "tls_client_auth_subject_dn,CN=client",
    "tls_client_auth_subject_dn,not a name"
  })
  void refusesAnotherName(String member, String name) {
    assertRefused(way(client(Map.of(member, name)), TlsTestCertificates.AUTHORITIES), authentic());
  }

  @Test
  void rejectsClientWithTwoRegisteredNames() {
    var two = client(Map.of(DN, SUBJECT, "tls_client_auth_san_dns", "client.example"));

    assertRefused(way(two, TlsTestCertificates.AUTHORITIES), authentic());
  }

  @Test
  void rejectsClientWithoutRegisteredName() {
    assertRefused(way(client(Map.of()), TlsTestCertificates.AUTHORITIES), authentic());
  }

  @Test
  void rejectsServerOnlyCertificate() {
    assertRefused(way, request("app", TlsTestCertificates.SERVER));
  }

  @Test
  void rejectsEveryCertificateWithoutTrustedAuthorities() {
    assertRefused(
        way(client(Map.of(DN, SUBJECT)), new TrustedCertificateAuthorities(Set.of())), authentic());
  }

  @Test
  void ignoresClientWithOtherAuthenticationMethod() {
    var client = aClient().withId("app").authenticatingBy("none").build();

    assertEquals(
        Optional.empty(),
        way(client, TlsTestCertificates.AUTHORITIES).authenticate(ACME, authentic()));
  }

  @Test
  void ignoresRequestWithClientSecret() {
    var request =
        anOAuthRequest()
            .with("client_id", "app")
            .with("client_secret", "x")
            .withCertificate(TlsTestCertificates.CLIENT)
            .build();

    assertEquals(Optional.empty(), way.authenticate(ACME, request));
  }

  private static void assertRefused(TlsClientAuthenticator way, OAuthRequest request) {
    assertEquals(
        "invalid_client",
        assertThrows(OAuthException.class, () -> way.authenticate(ACME, request)).code());
  }

  private static TlsClientAuthenticator way(
      Client client, TrustedCertificateAuthorities authorities) {
    return new TlsClientAuthenticator(new FakeClientDirectory().with(ACME, client), authorities);
  }

  private static Client client(Map<String, Object> metadata) {
    var builder = aClient().withId("app").authenticatingBy("tls_client_auth");
    for (var member : metadata.entrySet()) {
      builder = builder.with(member.getKey(), member.getValue());
    }
    return builder.build();
  }

  private static OAuthRequest request(String clientId, X509Certificate certificate) {
    return anOAuthRequest().with("client_id", clientId).withCertificate(certificate).build();
  }
}
