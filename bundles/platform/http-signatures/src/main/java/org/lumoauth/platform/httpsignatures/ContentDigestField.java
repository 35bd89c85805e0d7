/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * The {@code Content-Digest} field.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9530">RFC 9530</a>
 */
public final class ContentDigestField {

  /** Section 5: the algorithms that are neither deprecated nor only for transmission errors. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

  private ContentDigestField() {}

  /** Returns the field value for a body, with SHA-256. */
  public static String of(byte[] body) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest("SHA-256", body)) + ":";
  }

  /**
   * Verifies the digest of a body.
   *
   * @param lines the field's lines
   * @throws InvalidMessageSignatureException if the field is malformed, has no strong digest, or a
   *     digest does not match the body
   */
  public static void check(List<String> lines, byte[] body)
      throws InvalidMessageSignatureException {
    boolean strong = false;
    for (Map.Entry<String, ListElement<?>> member :
        StructuredFieldParser.parseDictionary("content-digest", lines).entrySet()) {
      String algorithm = ALGORITHMS.get(member.getKey());
      if (algorithm != null) { // section 2: unknown algorithms are ignored
        require(member.getValue() instanceof ByteSequenceItem, "a digest must be a byte sequence");
        ByteBuffer claimed = ((ByteSequenceItem) member.getValue()).get();
        byte[] bytes = new byte[claimed.remaining()];
        claimed.duplicate().get(bytes);
        require(
            MessageDigest.isEqual(bytes, digest(algorithm, body)),
            "the digest does not match the body");
        strong = true;
      }
    }
    require(strong, "Content-Digest requires sha-256 or sha-512");
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform supports both
    }
  }

  private static void require(boolean holds, String otherwise)
      throws InvalidMessageSignatureException {
    if (!holds) {
      throw new InvalidMessageSignatureException(SignatureFailureCause.DIGEST, otherwise);
    }
  }
}
