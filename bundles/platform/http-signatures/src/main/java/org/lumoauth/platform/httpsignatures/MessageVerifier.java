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
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.Cause;

/**
 * Verifies one signature of a message. Whether a nonce was seen before and whether the body is the
 * one of the digest is looked at by whoever asks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.2">RFC 9421 section 3.2</a>
 */
public final class MessageVerifier {

  private final SignaturePolicy policy;
  private final InstantSource clock;

  public MessageVerifier(SignaturePolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Finds the key of a signature. */
  public interface Keys {
    /**
     * The key, or empty if there is none.
     *
     * @param label the signature's label
     */
    Optional<VerificationKey> find(String label, SignatureInput input)
        throws InvalidMessageSignatureException;
  }

  /**
   * Verifies the signature with a label.
   *
   * @return what it covers and says of itself
   * @throws InvalidMessageSignatureException if anything is not as the policy has it
   */
  public SignatureInput verify(HttpMessage message, String label, Keys keys)
      throws InvalidMessageSignatureException {
    require(!message.field("signature-input").isEmpty(), Cause.MISSING, "there is no signature");
    SignatureInput input = SignatureInput.read(message.field("signature-input")).get(label);
    require(input != null, Cause.MISSING, "there is no signature " + label);
    byte[] signature = signature(message, label);
    requireCoverage(input);
    requireTime(input);
    VerificationKey key =
        keys.find(label, input)
            .orElseThrow(
                () -> new InvalidMessageSignatureException(Cause.KEY, "the key is not known"));
    byte[] base = SignatureBase.of(message, input).getBytes(StandardCharsets.US_ASCII);
    require(
        key.verifies(algorithm(input, key), base, signature),
        Cause.MISMATCH,
        "the signature does not match");
    return input;
  }

  private void requireCoverage(SignatureInput input) throws InvalidMessageSignatureException {
    for (CoveredComponent component : policy.components()) {
      require(input.covers(component), Cause.COVERAGE, component + " must be covered");
    }
    for (String parameter : policy.parameters()) {
      require(
          input.parameters().containsKey(parameter),
          Cause.COVERAGE,
          "the parameter " + parameter + " is needed");
    }
  }

  private void requireTime(SignatureInput input) throws InvalidMessageSignatureException {
    Optional<Long> created = input.time("created");
    require(created.isPresent(), Cause.TIME, "the parameter created is needed");
    Instant now = clock.instant();
    long apart = Math.abs(Math.subtractExact(now.getEpochSecond(), bounded(created.get())));
    require(
        Duration.ofSeconds(apart).compareTo(policy.window()) <= 0,
        Cause.TIME,
        "created is not within " + policy.window().toSeconds() + " seconds of now");
    Optional<Long> expires = input.time("expires");
    require(
        expires.isEmpty() || now.getEpochSecond() < expires.get(), Cause.TIME, "it has expired");
  }

  /**
   * Section 3.2 step 6: what the verifier, the key and the signature say must not differ. By
   * algorithms of JOSE a signature says nothing (section 3.3.7).
   */
  private SignatureAlgorithm algorithm(SignatureInput input, VerificationKey key)
      throws InvalidMessageSignatureException {
    Optional<String> named = policy.keyDecides() ? Optional.empty() : input.text("alg");
    var taken =
        key.algorithms().stream()
            .filter(policy.algorithms()::contains)
            .filter(a -> named.isEmpty() || named.get().equals(a.registered()))
            .toList();
    require(taken.size() == 1, Cause.ALGORITHM, "the algorithm is not one that is taken");
    return taken.get(0);
  }

  private static byte[] signature(HttpMessage message, String label)
      throws InvalidMessageSignatureException {
    Map<String, ListElement<?>> signatures =
        StructuredField.dictionary("signature", message.field("signature"));
    if (!(signatures.get(label) instanceof ByteSequenceItem item)) {
      throw new InvalidMessageSignatureException(
          Cause.MALFORMED, "Signature has no byte sequence " + label);
    }
    ByteBuffer buffer = item.get().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static long bounded(long seconds) {
    return Math.max(-1L << 40, Math.min(1L << 40, seconds));
  }

  private static void require(boolean holds, Cause cause, String otherwise)
      throws InvalidMessageSignatureException {
    if (!holds) {
      throw new InvalidMessageSignatureException(cause, otherwise);
    }
  }
}
