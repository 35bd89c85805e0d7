/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.signature.AAuthIssuerKeyResolver;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

/** Errors for signed requests that are refused (sections Verification, Token Revocation). */
class AAuthSignatureErrorTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String DOCUMENT = "aauth-agent.json";
  private static final String SERVER = "https://agents.example";

  /** RFC 8037 appendix A.2. */
  private static final Map<String, Object> KEY =
      Map.of(
          "kty", "OKP",
          "crv", "Ed25519",
          "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
          "alg", "Ed25519",
          "kid", "k1");

  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeAuthenticationFailureThrottle failed = new FakeAuthenticationFailureThrottle();
  private final AAuthErrorHandler answers =
      new AAuthErrorHandler(log, new UnauthenticatedRefusalThrottle(failed));
  private final FakeShortLivedRecordStore records =
      new FakeShortLivedRecordStore(InstantSource.system());
  private String parameters = "";
  private String document =
      """
      {"issuer":"%s","jwks_uri":"%s/jwks.json"}"""
          .formatted(SERVER, SERVER);

  /** There is nothing to ask for keys: whoever it is, it is not one of these. */
  @Test
  void reportsAnUnsupportedIssuerWithoutASignatureError() throws Exception {
    FakeHttpExchange told = told("https://else.example", DOCUMENT);

    assertEquals(403, told.status());
    assertTrue(told.text().contains("\"unsupported_iss\""), told.text());
    assertNull(told.responseHeader("Signature-Error"));
    assertEquals("aauth_person.request.refused", log.last(ACME.id()).event().action());
    assertEquals(1, failed.failures().size(), "it counts as every refusal that anybody can cause");
  }

  @Test
  void returnsUnknownKeyForASignerInAnotherRole() throws Exception {
    FakeHttpExchange told = told(SERVER, "aauth-access.json");

    assertEquals(401, told.status());
    assertEquals("error=unknown_key", told.responseHeader("Signature-Error"));
  }

  /** The header says it, and the body by a type of the same name (HTTP Signature Keys). */
  @Test
  void reportsTheErrorInTheSignersMetadata() throws Exception {
    document = "{\"issuer\":\"https://agents.example/\"}";

    FakeHttpExchange told = told(SERVER, DOCUMENT);

    assertEquals("error=issuer_mismatch", told.responseHeader("Signature-Error"));
    assertTrue(told.text().contains("\"urn:ietf:params:sig-error:issuer_mismatch\""), told.text());
  }

  @Test
  void reportsTheRequiredComponents() throws Exception {
    FakeHttpExchange told = told(SERVER, DOCUMENT);

    assertEquals(401, told.status());
    assertEquals(
        "error=invalid_input,"
            + " required_input=(\"@method\" \"@authority\" \"@path\" \"signature-key\")",
        told.responseHeader("Signature-Error"));
  }

  @Test
  void refusesASignatureThatNamesTwoKeys() throws Exception {
    parameters = ";keyid=\"k2\"";
    assertEquals(
        "error=invalid_signature", told(SERVER, DOCUMENT).responseHeader("Signature-Error"));

    parameters = ";keyid=\"k1\"";
    assertTrue(told(SERVER, DOCUMENT).responseHeader("Signature-Error").contains("invalid_input"));
  }

  private FakeHttpExchange told(String server, String role) throws IOException {
    var documents =
        new AAuthServerMetadataClient(
            asked -> new OutboundResponse(200, Map.of(), document.getBytes(UTF_8)));
    var issuers = new AAuthIssuerKeyResolver(documents, (tenant, address, kid) -> List.of(KEY));
    var callers =
        new AAuthCallerAuthenticator(
            records,
            null,
            null,
            issuers,
            new ForeignSignatureVerifier(JcaProviderSelector.fastest()),
            null);
    FakeHttpExchange exchange =
        FakeHttpExchange.get(ACME, "/aauth-person/revoke/x")
            .withHeader("Signature-Input", "sig=(\"@method\");created=1" + parameters)
            .withHeader("Signature", "sig=:AAAA:")
            .withHeader(
                "Signature-Key",
                "sig=jwks_uri;id=\"" + server + "\";dwk=\"" + role + "\";kid=\"k1\"");
    answers.handleProblems(
        exchange,
        () ->
            callers.authenticateServer(
                ACME, exchange, Set.of(DOCUMENT), Set.of(SERVER), "unsupported_iss"));
    return exchange;
  }
}
