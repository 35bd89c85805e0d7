/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.web.ApiException;

/**
 * Validates client metadata by the names of RFC 7591 section 2, OpenID Connect Registration section
 * 2 and their extensions; and the LumoAuth members {@code first_party}, {@code self_registered},
 * {@code profile}, {@code refresh_token_without_offline_access} and {@code token_exchange_*}.
 */
public final class ClientMetadataValidator {

  private static final int MAX_JSON = 32_000;

  static final String DELIVERY_MODE = "backchannel_token_delivery_mode";

  /** OpenID Connect Registration section 2: only https, also on a loopback address. */
  static final String INITIATE_LOGIN = "initiate_login_uri";

  static final String FRAME = "frontchannel_logout_uri";
  static final String NOTIFICATION_ENDPOINT = "backchannel_client_notification_endpoint";

  /**
   * The server's signing algorithms by their header names, which never include {@code EdDSA} (RFC
   * 9864).
   */
  private static final Set<String> OURS = Set.of("RS256", "PS256", "ES256", "Ed25519");

  /** The algorithms that the metadata offers for assertions and request objects of clients. */
  private static final Set<String> THEIRS =
      Set.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  /** The algorithms that the metadata offers for backchannel authentication requests of clients. */
  private static final Set<String> THEIRS_IN_CIBA =
      Set.of("RS256", "PS256", "ES256", "ES384", "Ed25519", "EdDSA");

  private static final Set<String> THEIRS_OR_NONE = with(THEIRS, "none");
  private static final Set<String> ENCRYPTION =
      Set.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");
  private static final Set<String> ENCODING =
      Set.of("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512");

  private static final Set<String> FLAGS =
      Set.of(
          "first_party",
          Client.SELF_REGISTERED,
          "token_exchange_impersonation",
          "require_auth_time",
          "dpop_bound_access_tokens",
          "tls_client_certificate_bound_access_tokens",
          "require_pushed_authorization_requests",
          "require_signed_request_object",
          "frontchannel_logout_session_required",
          "backchannel_logout_session_required",
          "backchannel_user_code_parameter",
          "refresh_token_without_offline_access");
  private static final Set<String> ADDRESSES =
      Set.of(
          "client_uri",
          "logo_uri",
          "policy_uri",
          "tos_uri",
          "jwks_uri",
          "sector_identifier_uri",
          INITIATE_LOGIN,
          FRAME,
          "backchannel_logout_uri",
          NOTIFICATION_ENDPOINT);
  private static final Set<String> WITHOUT_FRAGMENT =
      Set.of(
          "jwks_uri",
          "sector_identifier_uri",
          FRAME,
          "backchannel_logout_uri",
          NOTIFICATION_ENDPOINT);
  private static final Set<String> TEXTS =
      Set.of(
          "software_id",
          "software_version",
          "profile",
          "tls_client_auth_subject_dn",
          "tls_client_auth_san_dns",
          "tls_client_auth_san_uri",
          "tls_client_auth_san_ip",
          "tls_client_auth_san_email");
  private static final Set<String> TEXT_LISTS =
      Set.of(
          "default_acr_values",
          "authorization_details_types",
          "id_jag_clients",
          "token_exchange_audiences",
          "token_exchange_sources");
  private static final Map<String, Set<String>> CHOICES =
      Map.ofEntries(
          Map.entry("subject_type", Set.of("public", "pairwise")),
          Map.entry(DELIVERY_MODE, Set.of("poll", "ping", "push")),
          Map.entry("id_token_signed_response_alg", OURS),
          Map.entry("userinfo_signed_response_alg", OURS),
          Map.entry("authorization_signed_response_alg", OURS),
          Map.entry("introspection_signed_response_alg", OURS),
          Map.entry("request_object_signing_alg", THEIRS_OR_NONE),
          Map.entry("request_object_encryption_alg", ENCRYPTION),
          Map.entry("request_object_encryption_enc", ENCODING),
          Map.entry("token_endpoint_auth_signing_alg", THEIRS),
          Map.entry("backchannel_authentication_request_signing_alg", THEIRS_IN_CIBA),
          Map.entry("id_token_encrypted_response_alg", ENCRYPTION),
          Map.entry("id_token_encrypted_response_enc", ENCODING),
          Map.entry("userinfo_encrypted_response_alg", ENCRYPTION),
          Map.entry("userinfo_encrypted_response_enc", ENCODING),
          Map.entry("authorization_encrypted_response_alg", ENCRYPTION),
          Map.entry("authorization_encrypted_response_enc", ENCODING));

  private ClientMetadataValidator() {}

  /**
   * Validates members and returns them in the stored format.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static Map<String, Object> check(Map<String, Object> metadata) {
    Map<String, Object> kept = new HashMap<>();
    for (String name : new TreeSet<>(metadata.keySet())) {
      kept.put(name, checked(name, metadata.get(name)));
    }
    if (ClientMetadataJsonCodec.write(kept).length() > MAX_JSON) {
      throw ApiException.invalid(
          "metadata", "metadata must have at most " + MAX_JSON + " characters as JSON.");
    }
    return kept;
  }

  /**
   * Returns whether a member with this name exists.
   *
   * @param name the name in its specification
   */
  public static boolean isKnown(String name) {
    return FLAGS.contains(name)
        || ADDRESSES.contains(name)
        || TEXTS.contains(name)
        || TEXT_LISTS.contains(name)
        || CHOICES.containsKey(name)
        || Set.of(
                "contacts",
                "default_max_age",
                "jwks",
                "request_uris",
                "token_exchange_scope",
                "post_logout_redirect_uris",
                "response_types")
            .contains(name);
  }

  private static Object checked(String name, Object value) {
    if (FLAGS.contains(name)) {
      if (value instanceof Boolean) {
        return value;
      }
      throw ClientMetadataValueParser.refused(name, "must be true or false.");
    }
    if (ADDRESSES.contains(name)) {
      String text = ClientMetadataValueParser.text(name, value);
      String address =
          name.equals(INITIATE_LOGIN)
              ? ClientMetadataValueParser.httpsAddress(name, text)
              : ClientMetadataValueParser.address(name, text);
      return WITHOUT_FRAGMENT.contains(name)
          ? ClientMetadataValueParser.withoutFragment(name, address)
          : address;
    }
    if (TEXTS.contains(name)) {
      return ClientMetadataValueParser.text(name, value);
    }
    if (TEXT_LISTS.contains(name)) {
      return ClientMetadataValueParser.texts(name, value);
    }
    if (CHOICES.containsKey(name)) {
      return ClientMetadataValueParser.oneOf(
          name, ClientMetadataValueParser.text(name, value), CHOICES.get(name));
    }
    return switch (name) {
      case "contacts" -> ClientMetadataValueParser.contacts(name, value);
      case "default_max_age" -> ClientMetadataValueParser.seconds(name, value);
      case "jwks" -> ClientMetadataValueParser.keys(value);
      case "token_exchange_scope" -> ClientMetadataValueParser.scopes(name, value);
      case "request_uris" -> {
        ClientMetadataValueParser.texts(name, value)
            .forEach(uri -> ClientMetadataValueParser.address(name, uri));
        yield value;
      }
      case "post_logout_redirect_uris" ->
          ClientRedirectUriValidator.check(
              "metadata." + name, ClientMetadataValueParser.texts(name, value));
      case "response_types" -> {
        ClientMetadataValueParser.texts(name, value)
            .forEach(type -> ClientMetadataValueParser.oneOf(name, type, Set.of("code", "none")));
        yield value;
      }
      default ->
          throw ClientMetadataValueParser.refused(
              name, "it is not a known member. Remove it, or correct its name.");
    };
  }

  private static Set<String> with(Set<String> names, String another) {
    Set<String> all = new HashSet<>(names);
    all.add(another);
    return Set.copyOf(all);
  }
}
