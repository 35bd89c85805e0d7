/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.platform.web.ExternalJsonReader;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;

/**
 * Decrypts JWEs with private keys. All decryption failures are reported with the same error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516#section-5.2">RFC 7516 section 5.2</a>
 */
public final class JweDecryptor {

  private static final int MAX_LENGTH = 24_576;
  private static final int MAX_HEADER = 8_192;
  private static final int JWE_PARTS = 5;
  private static final Set<String> CONTENT = Set.of("", "jwt", "oauth-authz-req+jwt");

  /**
   * Decrypts a JWE.
   *
   * @param keys private keys, the preferred one first
   * @throws DecryptionException if no key decrypts the JWE
   */
  public String decrypt(
      String compact, List<? extends JWK> keys, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    if (compact.length() > MAX_LENGTH) {
      throw new DecryptionException("the JWE exceeds the maximum length");
    }
    JWEHeader header = parsed(compact).getHeader();
    requireTaken(header, algorithms, encodings);
    for (JWK key : keys) {
      if (fits(key, header)) {
        try {
          JWEObject jwe = parsed(compact); // a failed attempt changes the state of the object
          jwe.decrypt(decrypter(key));
          return jwe.getPayload().toString();
        } catch (JOSEException | IllegalStateException | IllegalArgumentException e) {
          continue; // a JWE without a key id may be for another key
        }
      }
    }
    throw new DecryptionException("the JWE cannot be decrypted");
  }

  private static JWEObject parsed(String compact) throws DecryptionException {
    try {
      if (!CanonicalBase64UrlDecoder.isCompact(
          compact, JWE_PARTS)) { // the library tolerates other forms
        throw new DecryptionException("not a valid JWE");
      }
      requireAlgorithms(compact);
      return JWEObject.parse(compact);
    } catch (ParseException | IllegalArgumentException e) {
      throw new DecryptionException("not a valid JWE");
    }
  }

  /** Sections 4.1.1 and 4.1.2: both parameters are required; the library does not check. */
  private static void requireAlgorithms(String compact) throws ParseException {
    String header = compact.substring(0, compact.indexOf('.'));
    if (header.length() > MAX_HEADER) {
      throw new ParseException("the JWE header exceeds the maximum length", 0);
    }
    byte[] json = new Base64URL(header).decode();
    if (!ExternalJsonReader.isObject(json)) {
      throw new ParseException("the header is ambiguous", 0);
    }
    Map<String, Object> members = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
    if (!(members.get("alg") instanceof String) || !(members.get("enc") instanceof String)) {
      throw new ParseException("the header lacks alg or enc", 0);
    }
  }

  private static void requireTaken(JWEHeader header, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    if (!JweAlgorithms.ALGORITHMS.contains(header.getAlgorithm().getName())
        || !algorithms.contains(header.getAlgorithm().getName())
        || !JweAlgorithms.ENCODINGS.contains(header.getEncryptionMethod().getName())
        || !encodings.contains(header.getEncryptionMethod().getName())) {
      throw new DecryptionException("alg and enc must be supported encryption algorithms");
    }
    if (header.getCompressionAlgorithm()
        != null) { // RFC 8725 section 3.6: also avoids decompression bombs
      throw new DecryptionException("compression is not supported");
    }
    if (header.getCriticalParams() != null) { // RFC 7516 section 4.1.13: none are supported
      throw new DecryptionException("critical header parameters are not supported");
    }
    String content = header.getContentType() == null ? "" : header.getContentType();
    if (!CONTENT.contains(content.toLowerCase(Locale.ROOT))) {
      throw new DecryptionException("the decrypted content is not a JWT");
    }
  }

  /** Section 4.1.6: a key id selects that key only. */
  private static boolean fits(JWK key, JWEHeader header) {
    boolean elliptic = header.getAlgorithm().getName().startsWith("ECDH-ES");
    return (header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
        && elliptic == (key instanceof ECKey);
  }

  private static JWEDecrypter decrypter(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSADecrypter(rsa) : new ECDHDecrypter((ECKey) key);
  }
}
