/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import java.util.Set;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Decrypts request objects. Encryption does not authenticate the sender, so the decrypted object is
 * validated like an unencrypted one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6.1">RFC 9101 section 6.1</a>
 */
final class RequestObjectDecrypter {

  /** RFC 7516 section 9: a compact JWE has five parts, a JWS three. */
  private static final int DOTS = 4;

  private final EncryptionKeyService keys;

  RequestObjectDecrypter(EncryptionKeyService keys) {
    this.keys = keys;
  }

  static boolean isEncrypted(String jwt) {
    return jwt.chars().filter(c -> c == '.').count() == DOTS;
  }

  /** Returns the decrypted object, or the input if it is not encrypted. */
  String decrypt(TenantContext tenant, Client client, String jwt) throws DecryptionException {
    if (!isEncrypted(jwt)) {
      return jwt;
    }
    String inside =
        keys.decrypt(
            tenant,
            jwt,
            registered(client, "request_object_encryption_alg", keys.algorithms()),
            registered(client, "request_object_encryption_enc", keys.encodings()));
    if (isEncrypted(inside)) { // section 6.1: signed, then encrypted once
      throw new DecryptionException("it is encrypted more than once");
    }
    return inside;
  }

  /** Returns the algorithm that the client registered, or all supported algorithms. */
  private static Set<String> registered(Client client, String name, Set<String> all) {
    return client.metadata().get(name) instanceof String one && !one.isEmpty() ? Set.of(one) : all;
  }
}
