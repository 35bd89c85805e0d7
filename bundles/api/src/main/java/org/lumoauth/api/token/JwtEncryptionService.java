/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Encrypts tokens for their recipients, and request objects for this server (RFC 7516). */
@ProviderType
public interface JwtEncryptionService {

  /** Returns the supported key management algorithms. */
  Set<String> algorithms();

  /** Returns the supported content encryption algorithms. */
  Set<String> encodings();

  /**
   * Returns a recipient's key for encryption: one with the kind and curve of the algorithm, for
   * which {@code use}, {@code key_ops} and {@code alg} allow encryption (RFC 7517 sections 4.1 to
   * 4.4). A key that is explicitly for encryption is preferred to a key without {@code use};
   * otherwise the first is used.
   *
   * @param recipientKeys public JWKs
   * @param algorithm {@code alg}
   * @return one of the given keys; empty if none matches or the algorithm is not supported
   */
  Optional<Map<String, Object>> keyFor(List<Map<String, Object>> recipientKeys, String algorithm);

  /**
   * Encrypts a signed JWT as a nested JWT (RFC 7519 section 5.2).
   *
   * @param recipientKey a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   * @throws IllegalArgumentException if key and algorithms do not match
   */
  String encrypt(String jwt, Map<String, Object> recipientKey, String algorithm, String encoding);

  /**
   * Encrypts unsigned claims: the content is their JSON, without a {@code cty} that would declare a
   * JWT.
   *
   * @param claims a JSON object
   * @param recipientKey a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   * @throws IllegalArgumentException if key and algorithms do not match
   */
  String encryptClaims(
      String claims, Map<String, Object> recipientKey, String algorithm, String encoding);
}
