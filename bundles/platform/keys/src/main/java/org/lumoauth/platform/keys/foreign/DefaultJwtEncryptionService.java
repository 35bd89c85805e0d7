/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.token.JwtEncryptionService;
import org.lumoauth.platform.keys.encryption.JweAlgorithms;
import org.osgi.service.component.annotations.Component;

/**
 * Encrypts JWTs for their recipients.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-5.2">RFC 7519 section 5.2</a>
 */
@Component
public final class DefaultJwtEncryptionService implements JwtEncryptionService {

  @Override
  public Set<String> algorithms() {
    return JweAlgorithms.ALGORITHMS;
  }

  @Override
  public Set<String> encodings() {
    return JweAlgorithms.ENCODINGS;
  }

  @Override
  public Optional<Map<String, Object>> keyFor(
      List<Map<String, Object>> recipientKeys, String algorithm) {
    return JweAlgorithms.ALGORITHMS.contains(algorithm)
        ? RecipientKeySelector.best(recipientKeys, JWEAlgorithm.parse(algorithm))
        : Optional.empty();
  }

  @Override
  public String encrypt(
      String jwt, Map<String, Object> recipientKey, String algorithm, String encoding) {
    return encrypted(jwt, Optional.of("JWT"), recipientKey, algorithm, encoding);
  }

  @Override
  public String encryptClaims(
      String claims, Map<String, Object> recipientKey, String algorithm, String encoding) {
    return encrypted(claims, Optional.empty(), recipientKey, algorithm, encoding);
  }

  /** RFC 7519 section 5.2: sets {@code cty} for a nested JWT only. */
  private static String encrypted(
      String content,
      Optional<String> contentType,
      Map<String, Object> recipientKey,
      String algorithm,
      String encoding) {
    if (!JweAlgorithms.ALGORITHMS.contains(algorithm)
        || !JweAlgorithms.ENCODINGS.contains(encoding)) {
      throw new IllegalArgumentException("the algorithm is not supported");
    }
    try {
      JWK key = JWK.parse(recipientKey).toPublicJWK();
      var header =
          new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(encoding))
              .contentType(contentType.orElse(null))
              .keyID(key.getKeyID())
              .build();
      var jwe = new JWEObject(header, new Payload(content));
      jwe.encrypt(encrypter(key));
      return jwe.serialize();
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("the key does not match the algorithm", e);
    }
  }

  private static JWEEncrypter encrypter(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa && rsa.size() >= RecipientKeySelector.MIN_RSA_BITS) {
      return new RSAEncrypter(rsa);
    }
    if (key instanceof ECKey ec) {
      return new ECDHEncrypter(ec);
    }
    throw new IllegalArgumentException("the key type is not supported");
  }
}
