/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.token.JwtEncryptionService;

/** "Encrypts" by naming the key and how before the content, and whether that is a JWT. */
final class FakeIdTokenEncryptionService implements JwtEncryptionService {

  @Override
  public Set<String> algorithms() {
    return Set.of("ECDH-ES");
  }

  @Override
  public Set<String> encodings() {
    return Set.of("A128CBC-HS256");
  }

  @Override
  public Optional<Map<String, Object>> keyFor(List<Map<String, Object>> keys, String algorithm) {
    return keys.stream().findFirst();
  }

  @Override
  public String encrypt(String jwt, Map<String, Object> key, String algorithm, String encoding) {
    return encryptClaims("JWT " + jwt, key, algorithm, encoding);
  }

  @Override
  public String encryptClaims(
      String claims, Map<String, Object> key, String algorithm, String encoding) {
    return String.join(" ", (String) key.get("kid"), algorithm, encoding, claims);
  }
}
