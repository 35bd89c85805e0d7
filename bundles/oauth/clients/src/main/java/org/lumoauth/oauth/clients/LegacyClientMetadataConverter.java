/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.oauth.clients.metadata.ClientMetadataValidator;

/** Converts metadata that was registered with older names. */
public final class LegacyClientMetadataConverter {

  /** The metadata members with the server's signing algorithms. */
  private static final Set<String> SIGNED =
      Set.of(
          "id_token_signed_response_alg",
          "userinfo_signed_response_alg",
          "authorization_signed_response_alg",
          "introspection_signed_response_alg");

  private LegacyClientMetadataConverter() {}

  /**
   * Replaces {@code EdDSA}, which could be registered earlier for the server's signatures, with
   * {@code Ed25519} (RFC 9864), so that such a client can still be changed and exported.
   *
   * @param metadata by the names of {@link ClientMetadataValidator}
   */
  public static Map<String, Object> migrate(Map<String, Object> metadata) {
    Map<String, Object> renewed = new HashMap<>(metadata);
    SIGNED.forEach(name -> renewed.replace(name, "EdDSA", "Ed25519"));
    return renewed;
  }
}
