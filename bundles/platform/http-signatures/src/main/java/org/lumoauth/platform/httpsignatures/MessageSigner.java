/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Signs messages with one key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.1">RFC 9421 section 3.1</a>
 */
public final class MessageSigner {

  private final HttpSigningKey key;

  public MessageSigner(HttpSigningKey key) {
    this.key = key;
  }

  /**
   * Signs a message.
   *
   * @param label the label of the signature in the message
   * @return the message with new {@code Signature-Input} and {@code Signature} fields, which
   *     replace existing fields
   * @throws InvalidMessageSignatureException if the message lacks a covered component
   */
  public SignableHttpMessage sign(SignableHttpMessage message, String label, SignatureInput input)
      throws InvalidMessageSignatureException {
    byte[] base = SignatureBaseBuilder.of(message, input).getBytes(StandardCharsets.US_ASCII);
    return message
        .with("Signature-Input", label + "=" + input)
        .with("Signature", label + "=:" + Base64.getEncoder().encodeToString(key.sign(base)) + ":");
  }
}
