/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** The vector that the published clients are tested by. */
class AAuthSignatureVerifierTest {

  private static final Path PUBLISHED =
      Path.of(
          System.getProperty("lumoauth.test.data", "../../../../shared/data"),
          "aauth/lumoauth-ed25519.json");

  private static final long CREATED = 1750000000;
  private static final String URL =
      "https://auth.acme.test/orgs/acme-corp/api/v1/aauth/agent/token";
  private static final String BODY =
      """
      {"request_type": "auth", "resource_token": "RESOURCE_TOKEN_FIXED",\
       "scope": "read write"}""";
  private static final String DIGEST = "sha-256=:maoKTEBGVoe/uXlHmt4EeWj7K7xo71Ag/qIPObi3vPw=:";
  private static final String INPUT =
      "sig1=(\"@method\" \"@authority\" \"@path\" \"signature-key\" \"content-digest\""
          + " \"content-type\" \"authorization\");created=1750000000"
          + ";nonce=\"AAECAwQFBgcICQoLDA0ODw\"";
  private static final String COVER =
      "The signature must cover these components in this order: \"@method\" \"@authority\" \"@path\"%s"
          + " \"signature-key\" \"content-digest\" \"content-type\" \"authorization\".";
  private static final String UNKNOWN_CREATED =
      "The signature is malformed: unknown parameter created.";
  private static final String SIGNATURE =
      "sig1=:sr5ZGEA2-LkKN4RvFrpYxhaGPB-tf1STvf1W0bl_UAFt1Rjn_wKKCouOHsFamkDAf85UpwF_"
          + "HOJXLs07-bynCw:";
  private static final Map<String, Object> KEY =
      Map.of("kty", "OKP", "crv", "Ed25519", "x", "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg");

  private final ForeignSignatureVerifier checks =
      new ForeignSignatureVerifier(JcaProviderSelector.fastest());

  @Test
  void verifiesPublishedTestVector() throws Exception {
    assertEquals("AAECAwQFBgcICQoLDA0ODw", at(CREATED).verify(request(plain(), BODY), KEY));
  }

  /** The same from the file, where the machine has it. */
  @Test
  void verifiesPublishedTestVectorFile() throws Exception {
    assumeTrue(Files.exists(PUBLISHED), PUBLISHED + " is not here: nothing was compared.");
    JsonNode vector = new ObjectMapper().readTree(PUBLISHED.toFile());
    HttpRequestViewBuilder request =
        TestBuilders.aRequest()
            .withMethod(vector.path("method").asText())
            .to(vector.path("url").asText())
            .withHeader("Content-Type", "application/json")
            .withHeader("Content-Digest", vector.path("contentDigest").asText())
            .withHeader("Signature-Input", vector.path("signatureInput").asText())
            .withHeader("Signature", vector.path("signature").asText());

    String nonce =
        at(vector.path("created").asLong())
            .verify(
                request(request, vector.path("body").asText()),
                Map.of("kty", "OKP", "crv", "Ed25519", "x", vector.path("publicX").asText()));

    assertEquals(vector.path("nonce").asText(), nonce);
  }

  @Test
  void rejectsChangedMethod() {
    refused("The signature does not match.", plain().withMethod("PUT"), BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.acme.test/t/acme-corp/api/v1/aauth/agent/token",
        "https://auth.acme.test/orgs/acme-corp/api/v1/aauth/agent/token/",
        "https://auth.other.test/orgs/acme-corp/api/v1/aauth/agent/token",
        "https://auth.acme.test:8443/orgs/acme-corp/api/v1/aauth/agent/token",
        "https://auth.acme.test/orgs/acme-corp/api/v1/aauth/agent/token?a=b",
        "https://auth.acme.test/orgs/acme-corp/api/v1/aauth/agent/token?"
      })
  void rejectsChangedTargetUrl(String url) {
    // The query is a component of its own.
    String reason =
        url.contains("?") ? COVER.formatted(" \"@query\"") : "The signature does not match.";

    refused(reason, plain().to(url), BODY);
  }

  @Test
  void rejectsChangedBody() {
    refused(
        "The signature is malformed: the digest does not match the body.",
        plain(),
        BODY.replace("read write", "read admin"));
  }

  @Test
  void rejectsRemovedBody() {
    refused("The signature is malformed: the digest does not match the body.", plain(), "");
  }

  @Test
  void rejectsChangedBodyWithRecomputedDigest() {
    refused(
        "The signature does not match.",
        headers("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Digest, Content-Digest is required.",
    "Content-Type, The signature does not match.",
    "Signature-Input, Signature-Input is required.",
    "Signature, Signature is required.",
  })
  void rejectsRemovedHeader(String name, String reason) {
    refused(reason, headers(name, null), BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Digest, The signature is malformed: content-digest repeats a key.",
    "Content-Type, content-type must not be repeated.",
    "Signature-Input, Signature-Input is required.",
    "Signature, Signature is required.",
  })
  void rejectsDuplicateHeader(String name, String reason) {
    String value =
        switch (name) {
          case "Content-Digest" -> DIGEST;
          case "Content-Type" -> "application/json";
          case "Signature" -> SIGNATURE;
          default -> INPUT;
        };
    refused(reason, plain().withHeader(name, value), BODY);
  }

  @Test
  void rejectsChangedContentType() {
    refused("The signature does not match.", headers("Content-Type", "text/plain"), BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Signature-Key"})
  void rejectsAddedHeader(String name) {
    refused(
        "The signature does not match.",
        plain().withHeader(name, "sig1=jwks_uri;id=\"https://a.test\""),
        BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"@method\" ",
        "\"@authority\" ",
        "\"@path\" ",
        "\"signature-key\" ",
        "\"content-digest\" ",
        "\"content-type\" ",
        " \"authorization\""
      })
  void rejectsUncoveredComponent(String component) {
    refused(COVER.formatted(""), headers("Signature-Input", INPUT.replace(component, "")), BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "created=1750000001, The signature does not match.",
    "created=1750000000.5, " + UNKNOWN_CREATED,
    "created=\"1750000000\", " + UNKNOWN_CREATED,
    "created=-1, created must be within a minute of the current time.",
  })
  void rejectsChangedCreatedTime(String created, String reason) {
    refused(reason, headers("Signature-Input", INPUT.replace("created=1750000000", created)), BODY);
  }

  @Test
  void rejectsChangedNonce() {
    refused(
        "The signature does not match.",
        headers("Signature-Input", INPUT.replace("AAEC", "AAED")),
        BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {";alg=\"ed25519\"", ";keyid=\"k\"", ";expires=1750000900", ";tag=\"t\""})
  void rejectsAdditionalParameter(String parameter) {
    refused(
        "The signature's parameters must be created and nonce.",
        headers("Signature-Input", INPUT + parameter),
        BODY);
  }

  @Test
  void rejectsUnknownParameter() {
    refused(
        "The signature is malformed: unknown parameter unheard.",
        headers("Signature-Input", INPUT + ";unheard=1"),
        BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAEC", "AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0 DwAA"})
  void rejectsMalformedNonce(String nonce) {
    refused(
        "nonce must be at least 12 random bytes in base64url.",
        headers("Signature-Input", INPUT.replace("AAECAwQFBgcICQoLDA0ODw", nonce)),
        BODY);
  }

  @Test
  void rejectsSecondSignature() {
    refused(
        "Signature-Input must have exactly one signature, named sig1.",
        headers("Signature-Input", INPUT + ", sig2=" + INPUT.substring(5)),
        BODY);
  }

  @Test
  void rejectsOtherSignatureLabel() {
    refused(
        "Signature-Input must have exactly one signature, named sig1.",
        headers("Signature-Input", INPUT.replace("sig1", "sig2")),
        BODY);
  }

  @Test
  void rejectsSignatureInStandardBase64() {
    refused(
        "Signature must have the form sig1=:…:, with base64url without padding.",
        headers("Signature", SIGNATURE.replace('-', '+').replace('_', '/')),
        BODY);
  }

  @Test
  void rejectsChangedSignature() {
    refused(
        "The signature does not match.",
        headers("Signature", SIGNATURE.replace("sr5Z", "sr5a")),
        BODY);
  }

  @Test
  void rejectsOtherKey() {
    var other = TestJwtSigner.ed25519("k").material();

    refused("The signature does not match.", CREATED, other);
  }

  @Test
  void rejectsUnsupportedKeyType() {
    var other = TestJwtSigner.es256("k").material();

    refused("The key must be Ed25519 or RSA.", CREATED, other);
  }

  @ParameterizedTest
  @ValueSource(longs = {-61, 61})
  void rejectsTimestampsOutsideTheWindow(long late) {
    refused("created must be within a minute of the current time.", CREATED + late, KEY);
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 60})
  void acceptsTimestampsAtTheWindowsEdge(long late) throws Exception {
    at(CREATED + late).verify(request(plain(), BODY), KEY);
  }

  private void refused(String reason, HttpRequestViewBuilder request, String body) {
    var refusal =
        assertThrows(
            AAuthSignatureException.class, () -> at(CREATED).verify(request(request, body), KEY));
    assertEquals(reason, refusal.getMessage());
  }

  private void refused(String reason, long now, Map<String, Object> key) {
    var refusal =
        assertThrows(
            AAuthSignatureException.class, () -> at(now).verify(request(plain(), BODY), key));
    assertEquals(reason, refusal.getMessage());
  }

  private AAuthSignatureVerifier at(long seconds) {
    return new AAuthSignatureVerifier(checks, InstantSource.fixed(Instant.ofEpochSecond(seconds)));
  }

  private static HttpRequestViewBuilder plain() {
    return headers("", null);
  }

  /** The vector's request with one header changed, or without it. */
  private static HttpRequestViewBuilder headers(String changed, String value) {
    HttpRequestViewBuilder request = TestBuilders.aRequest().withMethod("POST").to(URL);
    for (var header :
        Map.of(
                "Content-Type", "application/json",
                "Content-Digest", DIGEST,
                "Signature-Input", INPUT,
                "Signature", SIGNATURE)
            .entrySet()) {
      String kept = header.getKey().equals(changed) ? value : header.getValue();
      if (kept != null) {
        request = request.withHeader(header.getKey(), kept);
      }
    }
    return request;
  }

  private static AAuthSignedRequest request(HttpRequestViewBuilder request, String body) {
    return new AAuthSignedRequest(request.build(), body.getBytes(StandardCharsets.UTF_8));
  }
}
