package org.lumoauth.api.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Encrypts tokens to their receivers, and request objects to us (RFC 7516). */
@ProviderType
public interface JwtEncryptionService {

  /** Key management algorithms that it takes. */
  Set<String> algorithms();

  /** Content encryption algorithms that it takes. */
  Set<String> encodings();

  /**
   * The key of a receiver to encrypt to: one of the kind and curve that the algorithm takes, whose
   * {@code use}, {@code key_ops} and {@code alg} allow it (RFC 7517 sections 4.1 to 4.4). One that
   * says of itself that it is for encryption comes before one that says nothing; else the order
   * counts.
   *
   * @param recipientKeys public JWKs
   * @param algorithm {@code alg}
   * @return one of those given; empty if none fits or the algorithm is not offered
   */
  Optional<Map<String, Object>> keyFor(List<Map<String, Object>> recipientKeys, String algorithm);

  /**
   * Encrypts a signed JWT as a nested JWT (RFC 7519 section 5.2).
   *
   * @param recipientKey a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   * @throws IllegalArgumentException if key and algorithms do not fit
   */
  String encrypt(String jwt, Map<String, Object> recipientKey, String algorithm, String encoding);

  /**
   * Encrypts claims that are not signed: the content is their JSON, and no {@code cty} says that it
   * is a JWT.
   *
   * @param claims a JSON object
   * @param recipientKey a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   * @throws IllegalArgumentException if key and algorithms do not fit
   */
  String encryptClaims(
      String claims, Map<String, Object> recipientKey, String algorithm, String encoding);
}
