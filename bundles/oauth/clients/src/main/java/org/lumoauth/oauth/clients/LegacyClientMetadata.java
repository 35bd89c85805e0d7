package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Metadata that was registered before, by the names of today. */
public final class LegacyClientMetadata {

  /** What this server signs by. */
  private static final Set<String> SIGNED =
      Set.of(
          "id_token_signed_response_alg",
          "userinfo_signed_response_alg",
          "authorization_signed_response_alg",
          "introspection_signed_response_alg");

  private LegacyClientMetadata() {}

  /**
   * The same, with {@code Ed25519} for the {@code EdDSA} that could once be registered for what
   * this server signs (RFC 9864): a client that has it can still be changed and brought elsewhere.
   *
   * @param metadata by the names of {@link ClientMetadataValidator}
   */
  public static Map<String, Object> migrate(Map<String, Object> metadata) {
    Map<String, Object> renewed = new HashMap<>(metadata);
    SIGNED.forEach(name -> renewed.replace(name, "EdDSA", "Ed25519"));
    return renewed;
  }
}
