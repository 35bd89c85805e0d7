/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * Verifies one signature of a message. The caller must check that a nonce is new and that the
 * digest matches the body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.2">RFC 9421 section 3.2</a>
 */
public final class MessageSignatureVerifier {

  private final SignatureVerificationPolicy policy;
  private final InstantSource clock;

  public MessageSignatureVerifier(SignatureVerificationPolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Finds the key of a signature. */
  public interface VerificationKeyResolver {
    /**
     * Returns the key, or empty if it is unknown.
     *
     * @param label the signature's label
     */
    Optional<HttpVerificationKey> find(String label, SignatureInput input)
        throws InvalidMessageSignatureException;
  }

  /**
   * Verifies the signature with a label.
   *
   * @return its covered components and parameters
   * @throws InvalidMessageSignatureException if the signature does not meet the policy
   */
  public SignatureInput verify(
      SignableHttpMessage message, String label, VerificationKeyResolver keys)
      throws InvalidMessageSignatureException {
    require(
        !message.field("signature-input").isEmpty(),
        SignatureFailureCause.MISSING,
        "the message has no signature");
    SignatureInput input = SignatureInput.read(message.field("signature-input")).get(label);
    require(input != null, SignatureFailureCause.MISSING, "the message has no signature " + label);
    byte[] signature = signature(message, label);
    requireCoverage(input);
    requireTime(input);
    HttpVerificationKey key =
        keys.find(label, input)
            .orElseThrow(
                () ->
                    new InvalidMessageSignatureException(
                        SignatureFailureCause.KEY, "the key is unknown"));
    byte[] base = SignatureBaseBuilder.of(message, input).getBytes(StandardCharsets.US_ASCII);
    require(
        key.verifies(algorithm(input, key), base, signature),
        SignatureFailureCause.MISMATCH,
        "the signature does not match");
    return input;
  }

  private void requireCoverage(SignatureInput input) throws InvalidMessageSignatureException {
    for (CoveredComponent component : policy.components()) {
      require(
          input.covers(component), SignatureFailureCause.COVERAGE, component + " must be covered");
    }
    for (String parameter : policy.parameters()) {
      require(
          input.parameters().containsKey(parameter),
          SignatureFailureCause.COVERAGE,
          "the parameter " + parameter + " is required");
    }
  }

  private void requireTime(SignatureInput input) throws InvalidMessageSignatureException {
    Optional<Long> created = input.time("created");
    require(created.isPresent(), SignatureFailureCause.TIME, "the parameter created is required");
    Instant now = clock.instant();
    long apart = Math.abs(Math.subtractExact(now.getEpochSecond(), bounded(created.get())));
    require(
        Duration.ofSeconds(apart).compareTo(policy.window()) <= 0,
        SignatureFailureCause.TIME,
        "created must be within " + policy.window().toSeconds() + " seconds of the current time");
    Optional<Long> expires = input.time("expires");
    require(
        expires.isEmpty() || now.getEpochSecond() < expires.get(),
        SignatureFailureCause.TIME,
        "the signature has expired");
  }

  /**
   * Section 3.2 step 6: the algorithms of verifier, key and signature must agree. A signature does
   * not declare JOSE algorithms (section 3.3.7).
   */
  private SignatureAlgorithm algorithm(SignatureInput input, HttpVerificationKey key)
      throws InvalidMessageSignatureException {
    Optional<String> named = policy.keyDecides() ? Optional.empty() : input.text("alg");
    var taken =
        key.algorithms().stream()
            .filter(policy.algorithms()::contains)
            .filter(a -> named.isEmpty() || named.get().equals(a.registeredName()))
            .toList();
    require(
        taken.size() == 1,
        SignatureFailureCause.ALGORITHM,
        "the signature algorithm is not allowed");
    return taken.get(0);
  }

  private static byte[] signature(SignableHttpMessage message, String label)
      throws InvalidMessageSignatureException {
    Map<String, ListElement<?>> signatures =
        StructuredFieldParser.parseDictionary("signature", message.field("signature"));
    if (!(signatures.get(label) instanceof ByteSequenceItem item)) {
      throw new InvalidMessageSignatureException(
          SignatureFailureCause.MALFORMED,
          "the Signature header must have the byte sequence `" + label + "`");
    }
    ByteBuffer buffer = item.get().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static long bounded(long seconds) {
    return Math.max(-1L << 40, Math.min(1L << 40, seconds));
  }

  private static void require(boolean holds, SignatureFailureCause cause, String otherwise)
      throws InvalidMessageSignatureException {
    if (!holds) {
      throw new InvalidMessageSignatureException(cause, otherwise);
    }
  }
}
