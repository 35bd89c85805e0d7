package org.lumoauth.oauth.clients;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.RedirectOrigins;

/** What one member of a client's metadata means for another. */
public final class MetadataTogether {

  private static final String CIBA = "urn:openid:params:grant-type:ciba";

  /** What is encrypted to a client that asks for it. */
  private static final Set<String> ENCRYPTED = Set.of("id_token", "userinfo", "authorization");

  private MetadataTogether() {}

  /**
   * Checks a new client's.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static void require(ClientSettings client) {
    requireOwnFrame(client);
    CertificateMembers.of(client).require();
    requireTheRest(client);
  }

  /**
   * Checks a client's that is changed. A page to frame that was not its own before stays as it is,
   * framed by nobody, so that the rest of the client can be changed; so does what no certificate
   * could be held to.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static void require(ClientSettings before, ClientSettings client) {
    if (!frame(client).equals(frame(before))
        || !Set.copyOf(client.redirectUris()).equals(Set.copyOf(before.redirectUris()))) {
      requireOwnFrame(client);
    }
    if (!CertificateMembers.of(client).equals(CertificateMembers.of(before))) {
      CertificateMembers.of(client).require();
    }
    requireTheRest(client);
  }

  private static void requireTheRest(ClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    requireBackchannel(client);
    ENCRYPTED.forEach(what -> requireEncryption(metadata, what));
    if (metadata.containsKey("jwks") && metadata.containsKey("jwks_uri")) { // RFC 7591 section 2
      throw MetadataValues.refused("jwks", "jwks and jwks_uri do not go together.");
    }
    if (client.authenticationMethods().contains("private_key_jwt")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw MetadataValues.refused("jwks", "private_key_jwt needs jwks or jwks_uri.");
    }
    if ("pairwise".equals(metadata.get("subject_type"))
        && !metadata.containsKey("sector_identifier_uri")
        && hosts(client.redirectUris()).size() > 1) { // OpenID Connect Core section 8.1
      throw MetadataValues.refused(
          "sector_identifier_uri", "Pairwise subjects of several hosts need a sector identifier.");
    }
  }

  /** OpenID Connect Front-Channel Logout section 2: nobody has another's address framed. */
  private static void requireOwnFrame(ClientSettings client) {
    if (frame(client)
        .filter(page -> !RedirectOrigins.have(client.redirectUris(), page))
        .isPresent()) {
      throw MetadataValues.refused(
          MetadataRules.FRAME, "its scheme, host and port are those of a redirect URI.");
    }
  }

  private static Optional<String> frame(ClientSettings client) {
    return Optional.ofNullable(client.metadata().get(MetadataRules.FRAME)).map(String::valueOf);
  }

  /** OpenID Connect Registration section 2: how to encrypt needs by what, and that needs a key. */
  private static void requireEncryption(Map<String, Object> metadata, String what) {
    String algorithm = what + "_encrypted_response_alg";
    if (metadata.containsKey(what + "_encrypted_response_enc")
        && !metadata.containsKey(algorithm)) {
      throw MetadataValues.refused(
          algorithm, "it is needed with " + what + "_encrypted_response_enc.");
    }
    if (metadata.containsKey(algorithm)
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw MetadataValues.refused("jwks", algorithm + " needs jwks or jwks_uri.");
    }
  }

  /** CIBA section 4. */
  private static void requireBackchannel(ClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    if (client.grantTypes().contains(CIBA) && !client.confidential()) {
      throw Problem.invalid("grantTypes", "A public client can't use CIBA.");
    }
    if (Set.of("ping", "push").contains(metadata.getOrDefault(MetadataRules.DELIVERY_MODE, "poll"))
        && !metadata.containsKey(MetadataRules.NOTIFICATION_ENDPOINT)) {
      throw MetadataValues.refused(
          MetadataRules.NOTIFICATION_ENDPOINT, "it is needed where the client is told.");
    }
    if (metadata.containsKey("backchannel_authentication_request_signing_alg")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw MetadataValues.refused("jwks", "signed requests need jwks or jwks_uri.");
    }
  }

  private static Set<String> hosts(List<String> uris) {
    Set<String> hosts = new HashSet<>();
    uris.forEach(uri -> hosts.add(String.valueOf(URI.create(uri).getHost())));
    return hosts;
  }
}
