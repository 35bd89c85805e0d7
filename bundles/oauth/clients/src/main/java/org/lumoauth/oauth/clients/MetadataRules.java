package org.lumoauth.oauth.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.Problem;

/**
 * Which metadata a client may have, by the names of RFC 7591 section 2, OpenID Connect Registration
 * section 2 and the specifications that added to them; and {@code first_party}, {@code profile} and
 * {@code token_exchange_*}, which are ours.
 */
public final class MetadataRules {

  private static final int MAX_JSON = 32_000;
  private static final int MAX_KEYS = 20;
  private static final int MAX_ITEMS = 50;
  private static final int MAX_TEXT = 1_000;
  private static final long MAX_AGE = 31_536_000;

  private static final String DELIVERY_MODE = "backchannel_token_delivery_mode";
  private static final String NOTIFICATION_ENDPOINT = "backchannel_client_notification_endpoint";

  private static final Set<String> OURS = Set.of("RS256", "PS256", "ES256", "Ed25519", "EdDSA");
  private static final Set<String> THEIRS =
      Set.of("RS256", "PS256", "ES256", "ES384", "Ed25519", "EdDSA");
  private static final Set<String> THEIRS_OR_NONE = with(THEIRS, "none");
  private static final Set<String> ENCRYPTION =
      Set.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");
  private static final Set<String> ENCODING =
      Set.of("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512");
  private static final Set<String> PRIVATE_PARTS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private static final Set<String> FLAGS =
      Set.of(
          "first_party",
          "token_exchange_impersonation",
          "require_auth_time",
          "dpop_bound_access_tokens",
          "tls_client_certificate_bound_access_tokens",
          "require_pushed_authorization_requests",
          "require_signed_request_object",
          "frontchannel_logout_session_required",
          "backchannel_logout_session_required",
          "backchannel_user_code_parameter");
  private static final Set<String> ADDRESSES =
      Set.of(
          "client_uri",
          "logo_uri",
          "policy_uri",
          "tos_uri",
          "jwks_uri",
          "sector_identifier_uri",
          "initiate_login_uri",
          "frontchannel_logout_uri",
          "backchannel_logout_uri",
          NOTIFICATION_ENDPOINT);
  private static final Set<String> WE_CALL =
      Set.of("jwks_uri", "sector_identifier_uri", "backchannel_logout_uri", NOTIFICATION_ENDPOINT);
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
          "contacts",
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
          Map.entry("backchannel_authentication_request_signing_alg", THEIRS),
          Map.entry("id_token_encrypted_response_alg", ENCRYPTION),
          Map.entry("id_token_encrypted_response_enc", ENCODING),
          Map.entry("userinfo_encrypted_response_alg", ENCRYPTION),
          Map.entry("userinfo_encrypted_response_enc", ENCODING),
          Map.entry("authorization_encrypted_response_alg", ENCRYPTION),
          Map.entry("authorization_encrypted_response_enc", ENCODING));

  private MetadataRules() {}

  /**
   * Checks members and returns them as they are to be kept.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static Map<String, Object> check(Map<String, Object> metadata) {
    Map<String, Object> kept = new HashMap<>();
    for (String name : new TreeSet<>(metadata.keySet())) {
      kept.put(name, checked(name, metadata.get(name)));
    }
    if (MetadataJson.write(kept).length() > MAX_JSON) {
      throw Problem.invalid("metadata", "metadata is too long in all.");
    }
    return kept;
  }

  /**
   * Whether there is such a member.
   *
   * @param name by its specification
   */
  public static boolean known(String name) {
    return FLAGS.contains(name)
        || ADDRESSES.contains(name)
        || TEXTS.contains(name)
        || TEXT_LISTS.contains(name)
        || CHOICES.containsKey(name)
        || Set.of(
                "default_max_age",
                "jwks",
                "request_uris",
                "token_exchange_scope",
                "post_logout_redirect_uris",
                "response_types")
            .contains(name);
  }

  /**
   * Checks what one member means for another.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static void requireTogether(ClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    requireBackchannel(client);
    if (metadata.containsKey("jwks") && metadata.containsKey("jwks_uri")) { // RFC 7591 section 2
      throw refused("jwks", "jwks and jwks_uri do not go together.");
    }
    if (client.authenticationMethods().contains("private_key_jwt")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw refused("jwks", "private_key_jwt needs jwks or jwks_uri.");
    }
    if ("pairwise".equals(metadata.get("subject_type"))
        && !metadata.containsKey("sector_identifier_uri")
        && hosts(client.redirectUris()).size() > 1) { // OpenID Connect Core section 8.1
      throw refused(
          "sector_identifier_uri", "Pairwise subjects of several hosts need a sector identifier.");
    }
  }

  /** CIBA section 4. */
  private static void requireBackchannel(ClientSettings client) {
    Map<String, Object> metadata = client.metadata();
    if (client.grantTypes().contains("urn:openid:params:grant-type:ciba")
        && !client.confidential()) {
      throw Problem.invalid("grantTypes", "A public client can't use CIBA.");
    }
    if (Set.of("ping", "push").contains(metadata.getOrDefault(DELIVERY_MODE, "poll"))
        && !metadata.containsKey(NOTIFICATION_ENDPOINT)) {
      throw refused(NOTIFICATION_ENDPOINT, "it is needed where the client is told.");
    }
    if (metadata.containsKey("backchannel_authentication_request_signing_alg")
        && !metadata.containsKey("jwks")
        && !metadata.containsKey("jwks_uri")) {
      throw refused("jwks", "signed requests need jwks or jwks_uri.");
    }
  }

  private static Object checked(String name, Object value) {
    if (FLAGS.contains(name)) {
      if (value instanceof Boolean) {
        return value;
      }
      throw refused(name, "it is true or false.");
    }
    if (ADDRESSES.contains(name)) {
      String address = address(name, text(name, value));
      return WE_CALL.contains(name) ? withoutFragment(name, address) : address;
    }
    if (TEXTS.contains(name)) {
      return text(name, value);
    }
    if (TEXT_LISTS.contains(name)) {
      return texts(name, value);
    }
    if (CHOICES.containsKey(name)) {
      return oneOf(name, text(name, value), CHOICES.get(name));
    }
    return switch (name) {
      case "default_max_age" -> seconds(name, value);
      case "jwks" -> keys(value);
      case "token_exchange_scope" -> scopes(name, value);
      case "request_uris" -> {
        texts(name, value).forEach(uri -> address(name, uri));
        yield value;
      }
      case "post_logout_redirect_uris" ->
          RedirectUris.check("metadata." + name, texts(name, value));
      case "response_types" -> {
        texts(name, value).forEach(type -> oneOf(name, type, Set.of("code", "none")));
        yield value;
      }
      default -> throw refused(shown(name), "there is no such member.");
    };
  }

  private static String text(String name, Object value) {
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw refused(name, "it is text of at most " + MAX_TEXT + " characters.");
  }

  private static List<String> texts(String name, Object value) {
    if (!(value instanceof List<?> items) || items.size() > MAX_ITEMS) {
      throw refused(name, "it is a list of at most " + MAX_ITEMS + " texts.");
    }
    return items.stream().map(item -> text(name, item)).distinct().toList();
  }

  /** For whoever only shows who somebody is; the administration takes more. */
  private static List<String> scopes(String name, Object value) {
    List<String> scopes = texts(name, value);
    if (scopes.stream().anyMatch(scope -> !scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}"))) {
      throw refused(name, "a scope is malformed.");
    }
    if (scopes.stream().anyMatch(SystemPermissions::administers)) {
      throw refused(name, "scopes of the administration can't be given here.");
    }
    return scopes;
  }

  private static String oneOf(String name, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw refused(name, "it is one of " + String.join(", ", new TreeSet<>(allowed)) + ".");
    }
    return value;
  }

  private static Object seconds(String name, Object value) {
    if (value instanceof Number number
        && number.longValue() >= 0
        && number.longValue() <= MAX_AGE
        && number.doubleValue() == number.longValue()) {
      return number.intValue();
    }
    throw refused(name, "it is a number of seconds, 0 to " + MAX_AGE + ".");
  }

  /** What this server asks or shows: https; http on a loopback address for development. */
  private static String address(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && RedirectUris.loopback(uri.getHost());
      if ((https || local) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw refused(name, "it is an https URL.");
  }

  /** It would never reach whom it is sent to (OpenID Connect Back-Channel Logout section 2.2). */
  private static String withoutFragment(String name, String uri) {
    if (uri.indexOf('#') >= 0) {
      throw refused(name, "it has no fragment.");
    }
    return uri;
  }

  /** RFC 7517 section 5; whoever sends a private key has lost it. */
  private static Object keys(Object value) {
    if (value instanceof Map<?, ?> set
        && set.get("keys") instanceof List<?> keys
        && !keys.isEmpty()
        && keys.size() <= MAX_KEYS) {
      for (Object key : keys) {
        if (!(key instanceof Map<?, ?> members) || !(members.get("kty") instanceof String)) {
          throw refused("jwks", "each key is a JWK.");
        }
        if (members.keySet().stream().anyMatch(PRIVATE_PARTS::contains)) {
          throw refused("jwks", "a key holds private parts: replace it, and send the public one.");
        }
      }
      return value;
    }
    throw refused("jwks", "it is a JWK set of 1 to " + MAX_KEYS + " keys.");
  }

  private static Set<String> hosts(List<String> uris) {
    Set<String> hosts = new HashSet<>();
    uris.forEach(uri -> hosts.add(String.valueOf(URI.create(uri).getHost())));
    return hosts;
  }

  private static Set<String> with(Set<String> names, String another) {
    Set<String> all = new HashSet<>(names);
    all.add(another);
    return Set.copyOf(all);
  }

  private static String shown(String name) {
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  private static Problem refused(String name, String why) {
    return Problem.invalid("metadata." + name, "metadata." + name + ": " + why);
  }
}
