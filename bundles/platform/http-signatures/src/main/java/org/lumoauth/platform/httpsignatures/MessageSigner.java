package org.lumoauth.platform.httpsignatures;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs messages with one key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.1">RFC 9421 section 3.1</a>
 */
public final class MessageSigner {

  private final SignatureAlgorithm algorithm;
  private final PrivateKey key;
  private final Optional<Provider> provider;

  /**
   * @param provider who computes; empty means the JDK's own choice
   */
  public MessageSigner(SignatureAlgorithm algorithm, PrivateKey key, Optional<Provider> provider) {
    this.algorithm = algorithm;
    this.key = key;
    this.provider = provider;
  }

  /**
   * Signs a message.
   *
   * @param label names the signature in the message
   * @return the message with {@code Signature-Input} and {@code Signature}; what it had in them
   *     goes
   * @throws InvalidMessageSignatureException if the message does not have what is covered
   */
  public HttpMessage sign(HttpMessage message, String label, SignatureInput input)
      throws InvalidMessageSignatureException {
    String base = SignatureBase.of(message, input);
    return message
        .with("Signature-Input", label + "=" + input)
        .with("Signature", label + "=:" + Base64.getEncoder().encodeToString(bytes(base)) + ":");
  }

  private byte[] bytes(String base) {
    try {
      Signature signature = JcaSignatures.of(algorithm, provider);
      signature.initSign(key);
      signature.update(base.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key can't sign by " + algorithm.registered(), e);
    }
  }
}
