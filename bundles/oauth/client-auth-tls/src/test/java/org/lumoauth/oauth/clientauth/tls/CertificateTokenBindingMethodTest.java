/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

class CertificateTokenBindingMethodTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client BOUND =
      aClient().with("tls_client_certificate_bound_access_tokens", true).build();

  private final CertificateTokenBindingMethod binding = new CertificateTokenBindingMethod();
  private final CertificateTokenConfirmationVerifier confirmation =
      new CertificateTokenConfirmationVerifier();

  @Test
  void bindsTokenToConnectionCertificate() {
    var request = anOAuthRequest().withCertificate(TlsTestCertificates.CLIENT).build();

    var proof = binding.prove(ACME, BOUND, request).orElseThrow();

    assertEquals("Bearer", proof.tokenType());
    assertEquals(
        Map.of("x5t#S256", CertificateThumbprintCalculator.of(TlsTestCertificates.CLIENT)),
        proof.confirmation());
  }

  @Test
  void requiresCertificateFromClientWithBoundTokens() {
    var refusal =
        assertThrows(
            OAuthException.class, () -> binding.prove(ACME, BOUND, anOAuthRequest().build()));

    assertEquals("invalid_request", refusal.code());
    assertEquals("The client must use a TLS client certificate.", refusal.getMessage());
  }

  @Test
  void doesNotBindTokenOfUnregisteredClient() {
    var request = anOAuthRequest().withCertificate(TlsTestCertificates.CLIENT).build();

    assertEquals(Optional.empty(), binding.prove(ACME, aClient().build(), request));
  }

  @Test
  void acceptsTokenWithMatchingCertificate() {
    var request = aRequest().withCertificate(TlsTestCertificates.CLIENT).build();

    assertDoesNotThrow(
        () ->
            confirmation.check(
                ACME, CertificateThumbprintCalculator.of(TlsTestCertificates.CLIENT), request));
  }

  @Test
  void rejectsBoundTokenWithoutCertificate() {
    var refusal =
        assertThrows(
            InvalidTokenException.class,
            () ->
                confirmation.check(
                    ACME,
                    CertificateThumbprintCalculator.of(TlsTestCertificates.CLIENT),
                    aRequest().build()));

    assertEquals("the token is bound to a different certificate", refusal.getMessage());
  }

  @Test
  void refusesATokenWithAnotherCertificate() {
    var request = aRequest().withCertificate(TlsTestCertificates.SELF_SIGNED).build();

    var refusal =
        assertThrows(
            InvalidTokenException.class,
            () ->
                confirmation.check(
                    ACME, CertificateThumbprintCalculator.of(TlsTestCertificates.CLIENT), request));

    assertEquals("the token is bound to a different certificate", refusal.getMessage());
  }
}
