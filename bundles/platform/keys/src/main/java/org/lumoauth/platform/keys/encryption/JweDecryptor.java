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
import org.lumoauth.api.key.CanonicalBase64Url;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.platform.web.StrictJsonReader;

/**
 * Opens JWEs by the private keys that it is given. What is wrong with one that can't be decrypted
 * is not told apart.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516#section-5.2">RFC 7516 section 5.2</a>
 */
public final class JweDecryptor {

  private static final int MAX_LENGTH = 24_576;
  private static final int MAX_HEADER = 8_192;
  private static final int JWE_PARTS = 5;
  private static final Set<String> CONTENT = Set.of("", "jwt", "oauth-authz-req+jwt");

  /**
   * Opens one.
   *
   * @param keys private keys, the one to try first at the front
   * @throws DecryptionException if it does not open
   */
  public String decrypt(
      String compact, List<? extends JWK> keys, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    if (compact.length() > MAX_LENGTH) {
      throw new DecryptionException("it is too long");
    }
    JWEHeader header = parsed(compact).getHeader();
    requireTaken(header, algorithms, encodings);
    for (JWK key : keys) {
      if (fits(key, header)) {
        try {
          JWEObject jwe = parsed(compact); // which a failed attempt would spoil
          jwe.decrypt(decrypter(key));
          return jwe.getPayload().toString();
        } catch (JOSEException | IllegalStateException | IllegalArgumentException e) {
          continue; // one that names no key may be for another
        }
      }
    }
    throw new DecryptionException("it can't be decrypted");
  }

  private static JWEObject parsed(String compact) throws DecryptionException {
    try {
      if (!CanonicalBase64Url.isCompact(compact, JWE_PARTS)) { // which the library tolerates
        throw new DecryptionException("it is no JWE");
      }
      requireAlgorithms(compact);
      return JWEObject.parse(compact);
    } catch (ParseException | IllegalArgumentException e) {
      throw new DecryptionException("it is no JWE");
    }
  }

  /** Section 4.1.1 and 4.1.2: both must be there, which the library takes for granted. */
  private static void requireAlgorithms(String compact) throws ParseException {
    String header = compact.substring(0, compact.indexOf('.'));
    if (header.length() > MAX_HEADER) {
      throw new ParseException("the header is too long", 0);
    }
    byte[] json = new Base64URL(header).decode();
    if (!StrictJsonReader.isObject(json)) {
      throw new ParseException("the header is not read in one way only", 0);
    }
    Map<String, Object> members = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
    if (!(members.get("alg") instanceof String) || !(members.get("enc") instanceof String)) {
      throw new ParseException("the header names no algorithms", 0);
    }
  }

  private static void requireTaken(JWEHeader header, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    if (!JweAlgorithms.ALGORITHMS.contains(header.getAlgorithm().getName())
        || !algorithms.contains(header.getAlgorithm().getName())
        || !JweAlgorithms.ENCODINGS.contains(header.getEncryptionMethod().getName())
        || !encodings.contains(header.getEncryptionMethod().getName())) {
      throw new DecryptionException("the encryption is not one that is taken");
    }
    if (header.getCompressionAlgorithm() != null) { // RFC 8725 section 3.6, and how large it grows
      throw new DecryptionException("it is compressed");
    }
    if (header.getCriticalParams() != null) { // RFC 7516 section 4.1.13: we understand none
      throw new DecryptionException("it has critical parameters");
    }
    String content = header.getContentType() == null ? "" : header.getContentType();
    if (!CONTENT.contains(content.toLowerCase(Locale.ROOT))) {
      throw new DecryptionException("what was encrypted is no JWT");
    }
  }

  /** Section 4.1.6: whoever names a key means that one. */
  private static boolean fits(JWK key, JWEHeader header) {
    boolean elliptic = header.getAlgorithm().getName().startsWith("ECDH-ES");
    return (header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
        && elliptic == (key instanceof ECKey);
  }

  private static JWEDecrypter decrypter(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSADecrypter(rsa) : new ECDHDecrypter((ECKey) key);
  }
}
