/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.platform.web.address.RedirectUriOriginMatcher;

/** Validates dependencies between the members of a client's metadata. */
public final class ClientMetadataConsistencyValidator {

  private static final String CIBA = "urn:openid:params:grant-type:ciba";

  /** The responses that can be encrypted for a client. */
  private static final Set<String> ENCRYPTED = Set.of("id_token", "userinfo", "authorization");

  private ClientMetadataConsistencyValidator() {}

  /**
   * Validates a new client.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static void require(RegisteredClientSettings client) {
    requireOwnFrame(client);
    ClientCertificateMetadata.of(client).require();
    requireTheRest(client);
  }

  /**
   * Validates a changed client. A logout page to frame that did not belong to the client before is
   * left unchanged and is not framed, so that the rest of the client can be changed; the same
   * applies to methods that no certificate can match.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static void require(RegisteredClientSettings before, RegisteredClientSettings client) {
    if (!frame(client).equals(frame(before))
        || !Set.copyOf(client.redirectUris()).equals(Set.copyOf(before.redirectUris()))) {
      requireOwnFrame(client);
    }
    if (!ClientCertificateMetadata.of(client).equals(ClientCertificateMetadata.of(before))) {
      ClientCertificateMetadata.of(client).require();
    }
    requireTheRest(client);
  }

  private static void requireTheRest(RegisteredClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    requireBackchannel(client);
    ENCRYPTED.forEach(what -> requireEncryption(metadata, what));
    if (metadata.containsKey("jwks") && metadata.containsKey("jwks_uri")) { // RFC 7591 section 2
      throw ClientMetadataValueParser.refused(
          "jwks", "jwks and jwks_uri must not be used together.");
    }
    if (client.authenticationMethods().contains("private_key_jwt")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw ClientMetadataValueParser.refused("jwks", "private_key_jwt requires jwks or jwks_uri.");
    }
    if ("pairwise".equals(metadata.get("subject_type"))
        && !metadata.containsKey("sector_identifier_uri")
        && hosts(client.redirectUris()).size() > 1) { // OpenID Connect Core section 8.1
      throw ClientMetadataValueParser.refused(
          "sector_identifier_uri",
          "it is required for pairwise subjects with redirect URIs on several hosts.");
    }
  }

  /**
   * OpenID Connect Front-Channel Logout section 2: a client must not have the URL of another party
   * framed.
   */
  private static void requireOwnFrame(RegisteredClientSettings client) {
    if (frame(client)
        .filter(page -> !RedirectUriOriginMatcher.anyMatches(client.redirectUris(), page))
        .isPresent()) {
      throw ClientMetadataValueParser.refused(
          ClientMetadataValidator.FRAME, "must have the scheme, host and port of a redirect URI.");
    }
  }

  private static Optional<String> frame(RegisteredClientSettings client) {
    return Optional.ofNullable(client.metadata().get(ClientMetadataValidator.FRAME))
        .map(String::valueOf);
  }

  /**
   * OpenID Connect Registration section 2: the content encryption requires the key encryption
   * algorithm, which requires a key.
   */
  private static void requireEncryption(Map<String, Object> metadata, String what) {
    String algorithm = what + "_encrypted_response_alg";
    if (metadata.containsKey(what + "_encrypted_response_enc")
        && !metadata.containsKey(algorithm)) {
      throw ClientMetadataValueParser.refused(
          algorithm, "is required with " + what + "_encrypted_response_enc.");
    }
    if (metadata.containsKey(algorithm)
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw ClientMetadataValueParser.refused("jwks", algorithm + " requires jwks or jwks_uri.");
    }
  }

  /** Checks CIBA section 4. */
  private static void requireBackchannel(RegisteredClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    if (client.grantTypes().contains(CIBA) && !client.confidential()) {
      throw ApiException.invalid("grantTypes", "A public client cannot use CIBA.");
    }
    if (Set.of("ping", "push")
            .contains(metadata.getOrDefault(ClientMetadataValidator.DELIVERY_MODE, "poll"))
        && !metadata.containsKey(ClientMetadataValidator.NOTIFICATION_ENDPOINT)) {
      throw ClientMetadataValueParser.refused(
          ClientMetadataValidator.NOTIFICATION_ENDPOINT,
          "it is required if the delivery mode is ping or push.");
    }
    if (metadata.containsKey("backchannel_authentication_request_signing_alg")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw ClientMetadataValueParser.refused("jwks", "signed requests require jwks or jwks_uri.");
    }
  }

  private static Set<String> hosts(List<String> uris) {
    Set<String> hosts = new HashSet<>();
    uris.forEach(uri -> hosts.add(String.valueOf(URI.create(uri).getHost())));
    return hosts;
  }
}
