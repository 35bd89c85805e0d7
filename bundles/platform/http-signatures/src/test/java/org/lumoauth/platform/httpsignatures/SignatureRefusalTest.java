/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.CREATED;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.always;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.request;
import static org.lumoauth.platform.httpsignatures.Rfc9421Messages.verifier;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/** Signatures that fail verification, each with its reason. */
class SignatureRefusalTest {

  private static final String COVERED =
      "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\")";
  private static final String INPUT = COVERED + ";created=" + CREATED + ";nonce=\"n-1\"";

  @Test
  void acceptsValidSignature() throws Exception {
    verifier("@method", "content-digest").verify(signed(INPUT), "sig", key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@method", "@authority", "@path", "@query", "content-digest", "content-type"})
  void rejectsSignatureWithoutRequiredComponents(String component) throws Exception {
    String less = INPUT.replace("\"" + component + "\" ", "").replace(" \"" + component + "\"", "");

    assertRefused(SignatureFailureCause.COVERAGE, signed(less), component);
  }

  @Test
  void refusesAChangedMethod() throws Exception {
    SignableHttpMessage message = signed(INPUT);
    SignableHttpMessage changed =
        SignableHttpMessage.request("PUT", message.target().orElseThrow(), message.fields());

    assertRefused(SignatureFailureCause.MISMATCH, changed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/foo?param=Value&Pet=dog",
        "https://example.com:8443/foo?param=Value&Pet=dog",
        "https://example.com/foo/?param=Value&Pet=dog",
        "https://example.com/Foo?param=Value&Pet=dog",
        "https://example.com/foo?param=value&Pet=dog",
        "https://example.com/foo?Pet=dog&param=Value",
        "https://example.com/foo"
      })
  void refusesAChangedTarget(String url) throws Exception {
    SignableHttpMessage changed =
        SignableHttpMessage.request("POST", SignatureTargetUri.of(url), signed(INPUT).fields());

    assertRefused(SignatureFailureCause.MISMATCH, changed);
  }

  @ParameterizedTest
  @CsvSource({"Content-Type,text/plain", "Content-Digest,sha-256=:AAAA:"})
  void refusesAChangedField(String name, String value) throws Exception {
    assertRefused(SignatureFailureCause.MISMATCH, signed(INPUT).with(name, value));
  }

  @Test
  void rejectsMissingCoveredField() {
    assertThrows(
        InvalidMessageSignatureException.class, () -> signed("(\"x-absent\");created=" + CREATED));
  }

  @ParameterizedTest
  @ValueSource(longs = {-61, 61, Long.MAX_VALUE / 2})
  void rejectsSignatureOutsideTimeWindow(long late) throws Exception {
    long now = late > 1000 ? 32_503_680_000L : CREATED + late;

    assertRefused(
        SignatureFailureCause.TIME,
        signed(INPUT),
        key(),
        verifier(Instant.ofEpochSecond(now), "@method"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 60})
  void acceptsSignatureAtEdgeOfTimeWindow(long late) throws Exception {
    verifier(Instant.ofEpochSecond(CREATED + late)).verify(signed(INPUT), "sig", key());
  }

  @Test
  void rejectsOverflowingCreationTime() throws Exception {
    assertRefused(SignatureFailureCause.TIME, signed(COVERED + ";created=-999999999999999"));
  }

  @Test
  void rejectsSignatureWithoutCreationTime() throws Exception {
    assertRefused(SignatureFailureCause.TIME, signed(COVERED + ";nonce=\"n-1\""));
  }

  @Test
  void refusesASignatureThatHasExpired() throws Exception {
    assertRefused(
        SignatureFailureCause.TIME,
        signed(COVERED + ";created=" + CREATED + ";expires=" + CREATED));
  }

  @Test
  void refusesAChangedParameter() throws Exception {
    SignableHttpMessage changed =
        signed(INPUT).with("Signature-Input", "sig=" + INPUT.replace("n-1", "n-2"));

    assertRefused(SignatureFailureCause.MISMATCH, changed);
  }

  @Test
  void rejectsDuplicateLabel() throws Exception {
    SignableHttpMessage message = signed(INPUT);
    SignableHttpMessage changed =
        message.with("Signature-Input", "sig=" + INPUT + ", sig=" + INPUT);

    assertRefused(SignatureFailureCause.MALFORMED, changed);
  }

  @Test
  void rejectsDuplicateSignature() throws Exception {
    SignableHttpMessage message = signed(INPUT);
    String signature = message.field("signature").get(0);

    assertRefused(
        SignatureFailureCause.MALFORMED, message.with("Signature", "sig=:AAAA:, " + signature));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "();created=1618884473;unheard=1",
        "();created=\"1618884473\"",
        "();created=1618884473.5",
        "();created=1618884473;nonce=n",
        "(\"@method\" \"@method\");created=1618884473",
        "(\"@path\";unheard);created=1618884473",
        "(\"@path\";bs);created=1618884473",
        "(\"@query-param\");created=1618884473",
        "(\"@signature-params\");created=1618884473",
        "(\"content-digest\";bs;sf);created=1618884473",
        "(\"Content-Type\");created=1618884473",
        "(\"@unheard\");created=1618884473",
        "(method);created=1618884473",
        "\"@method\";created=1618884473",
        "(\"@method\";created=1618884473"
      })
  void rejectsMalformedSignatureInput(String input) {
    SignableHttpMessage message =
        request().with("Signature-Input", "sig=" + input).with("Signature", "sig=:AAAA:");

    assertRefused(SignatureFailureCause.MALFORMED, message);
  }

  @Test
  void refusesAMessageWithoutASignature() {
    assertRefused(SignatureFailureCause.MISSING, request());
  }

  @Test
  void rejectsAlgorithmNotMatchingKey() throws Exception {
    assertRefused(
        SignatureFailureCause.ALGORITHM,
        signed(COVERED + ";created=" + CREATED + ";alg=\"rsa-v1_5-sha256\""));
    assertRefused(
        SignatureFailureCause.ALGORITHM,
        signed(COVERED + ";created=" + CREATED + ";alg=\"hmac-sha256\""));
  }

  /** RFC 9421 section 3.3.7: what a JWK says by its own alg is not said by a signature. */
  @Test
  void ignoresAlgParameterIfKeyDefinesAlgorithm() throws Exception {
    SignableHttpMessage signed = signed(COVERED + ";created=" + CREATED + ";alg=\"hmac-sha256\"");

    byTheKey(SignatureAlgorithm.ED25519).verify(signed, "sig", key());

    assertRefused(
        SignatureFailureCause.ALGORITHM,
        signed,
        key(),
        byTheKey(SignatureAlgorithm.ECDSA_P256_SHA256));
  }

  private static MessageSignatureVerifier byTheKey(SignatureAlgorithm taken) {
    return new MessageSignatureVerifier(
        new SignatureVerificationPolicy(
            Set.of(), Set.of(), Set.of(taken), Duration.ofSeconds(60), true),
        InstantSource.fixed(Instant.ofEpochSecond(CREATED)));
  }

  @Test
  void rejectsAlgorithmNotAllowedByPolicy() throws Exception {
    MessageSignatureVerifier strict =
        new MessageSignatureVerifier(
            new SignatureVerificationPolicy(
                Set.of(),
                Set.of(),
                Set.of(SignatureAlgorithm.ECDSA_P256_SHA256),
                Duration.ofSeconds(60)),
            InstantSource.fixed(Instant.ofEpochSecond(CREATED)));

    assertRefused(SignatureFailureCause.ALGORITHM, signed(INPUT), key(), strict);
  }

  @Test
  void rejectsUnknownKey() throws Exception {
    assertRefused(
        SignatureFailureCause.KEY, signed(INPUT), (label, input) -> Optional.empty(), verifier());
  }

  @Test
  void refusesASignatureOfAnotherKey() throws Exception {
    MessageSigner other =
        new MessageSigner(
            new JcaSigningKey(
                SignatureAlgorithm.ED25519,
                Rfc9421Keys.ed25519Private("01".repeat(32)),
                Optional.empty()));
    SignableHttpMessage message =
        other.sign(request(), "sig", SignatureInput.read(List.of("sig=" + INPUT)).get("sig"));

    assertRefused(SignatureFailureCause.MISMATCH, message);
  }

  @Test
  void rejectsLineFeedInCoveredField() {
    SignableHttpMessage message = request().with("Content-Type", "a\n\"@method\": GET");

    var refusal =
        assertThrows(
            InvalidMessageSignatureException.class,
            () ->
                SignatureBaseBuilder.of(
                    message, SignatureInput.read(List.of("sig=(\"content-type\")")).get("sig")));
    assertEquals(SignatureFailureCause.MALFORMED, refusal.problem());
  }

  private static SignableHttpMessage signed(String input)
      throws InvalidMessageSignatureException, GeneralSecurityException {
    return new MessageSigner(
            new JcaSigningKey(
                SignatureAlgorithm.ED25519, Rfc9421Keys.ed25519Private(), Optional.empty()))
        .sign(request(), "sig", SignatureInput.read(List.of("sig=" + input)).get("sig"));
  }

  private static MessageSignatureVerifier.VerificationKeyResolver key()
      throws GeneralSecurityException {
    return always(Rfc9421Keys.ed25519());
  }

  private static void assertRefused(
      SignatureFailureCause cause, SignableHttpMessage message, String... mustCover) {
    try {
      assertRefused(cause, message, key(), verifier(mustCover));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(
      SignatureFailureCause cause,
      SignableHttpMessage message,
      MessageSignatureVerifier.VerificationKeyResolver keys,
      MessageSignatureVerifier verifier) {
    var refusal =
        assertThrows(
            InvalidMessageSignatureException.class, () -> verifier.verify(message, "sig", keys));
    assertEquals(cause, refusal.problem(), refusal.getMessage());
  }
}
