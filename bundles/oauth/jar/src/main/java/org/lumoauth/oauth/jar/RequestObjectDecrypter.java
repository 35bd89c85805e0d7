package org.lumoauth.oauth.jar;

import java.util.Set;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes request objects out of their encryption. Anybody can encrypt to us: what comes out counts
 * as if it had come without, and is checked like it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6.1">RFC 9101 section 6.1</a>
 */
@Component(service = RequestObjectDecrypter.class)
public final class RequestObjectDecrypter {

  /** RFC 7516 section 9: a compact JWE has five parts, a JWS three. */
  private static final int DOTS = 4;

  private final EncryptionKeyService keys;

  @Activate
  public RequestObjectDecrypter(@Reference EncryptionKeyService keys) {
    this.keys = keys;
  }

  static boolean isEncrypted(String jwt) {
    return jwt.chars().filter(c -> c == '.').count() == DOTS;
  }

  /** The object inside; the same where it is not encrypted. */
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
    if (isEncrypted(inside)) { // section 6.1: signed, then encrypted, and no further
      throw new DecryptionException("it is encrypted twice");
    }
    return inside;
  }

  /** What the client said that it uses; whatever there is for one that said nothing. */
  private static Set<String> registered(Client client, String name, Set<String> all) {
    return client.metadata().get(name) instanceof String one && !one.isEmpty() ? Set.of(one) : all;
  }
}
