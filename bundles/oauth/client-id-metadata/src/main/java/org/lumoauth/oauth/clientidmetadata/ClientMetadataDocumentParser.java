/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.JwkProblem;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Parses metadata documents (RFC 7591 section 2 with the limits of draft section 4). */
final class ClientMetadataDocumentParser {

  static final String PUBLIC = "none";

  private static final String KEYS = "private_key_jwt";
  private static final String JWKS = "jwks";
  private static final String JWKS_URI = "jwks_uri";
  private static final String CODE = "authorization_code";
  private static final Set<String> GRANTS = Set.of(CODE, "refresh_token");
  private static final Set<String> ALGORITHMS =
      Set.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");
  private static final int MAX_NAME = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private ClientMetadataDocumentParser() {}

  static ClientMetadataDocument read(URI url, byte[] body) throws InvalidClientMetadataException {
    Map<String, Object> members = members(body);
    if (!url.toString().equals(members.get("client_id"))) { // Simple string comparison.
      throw new InvalidClientMetadataException("client_id is not the URL of the document");
    }
    if (members.containsKey("client_secret") || members.containsKey("client_secret_expires_at")) {
      throw new InvalidClientMetadataException("the public document must not contain a secret");
    }
    List<String> redirects = texts(members, "redirect_uris").orElse(List.of());
    CimdRedirectUriValidator.check(redirects);
    String method = method(members);
    return new ClientMetadataDocument(
        url,
        name(members, url),
        redirects,
        grants(members),
        text(members, "scope").map(scope -> Set.copyOf(Arrays.asList(scope.strip().split(" +")))),
        method,
        further(members, method));
  }

  private static Map<String, Object> members(byte[] body) throws InvalidClientMetadataException {
    try {
      Map<String, Object> members =
          JsonEncodingValidator.isValid(body) ? JSON.readValue(body, MEMBERS) : null;
      if (members != null) {
        return members;
      }
    } catch (IOException e) {
      // The message is not logged because it may quote the document.
    }
    throw new InvalidClientMetadataException("the document is not a JSON object");
  }

  private static String name(Map<String, Object> members, URI url)
      throws InvalidClientMetadataException {
    String name =
        text(members, "client_name")
            .map(DisplayNameValidator::replaceInvisible)
            .filter(text -> !text.isEmpty())
            .orElse(url.getHost());
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }

  private static Set<String> grants(Map<String, Object> members)
      throws InvalidClientMetadataException {
    Set<String> grants =
        new HashSet<>(texts(members, "grant_types").orElse(List.of(CODE))); // RFC 7591 section 2
    grants.retainAll(GRANTS);
    boolean code = texts(members, "response_types").orElse(List.of("code")).contains("code");
    if (!grants.contains(CODE) || !code) {
      throw new InvalidClientMetadataException(
          "the client does not use the authorization_code grant");
    }
    return Set.copyOf(grants);
  }

  /**
   * Returns the authentication method. Secrets are not possible, so the client uses a key or does
   * not authenticate.
   */
  private static String method(Map<String, Object> members) throws InvalidClientMetadataException {
    String method = text(members, "token_endpoint_auth_method").orElse(PUBLIC);
    if (method.equals(PUBLIC)) {
      return PUBLIC;
    }
    if (!method.equals(KEYS)) {
      throw new InvalidClientMetadataException("token_endpoint_auth_method is not supported");
    }
    if (members.containsKey(JWKS) == members.containsKey(JWKS_URI)) {
      throw new InvalidClientMetadataException("private_key_jwt requires jwks or jwks_uri");
    }
    return KEYS;
  }

  private static Map<String, Object> further(Map<String, Object> members, String method)
      throws InvalidClientMetadataException {
    Map<String, Object> kept = new HashMap<>();
    kept.put("require_pkce", true);
    kept.put(Client.SELF_REGISTERED, true);
    if (method.equals(KEYS)) {
      keys(members, kept);
      text(members, "token_endpoint_auth_signing_alg")
          .filter(ALGORITHMS::contains)
          .ifPresent(algorithm -> kept.put("token_endpoint_auth_signing_alg", algorithm));
    }
    text(members, "application_type")
        .filter(Set.of("web", "native")::contains)
        .ifPresent(type -> kept.put("application_type", type));
    if (Boolean.TRUE.equals(members.get("dpop_bound_access_tokens"))) {
      kept.put("dpop_bound_access_tokens", true);
    }
    for (String address : List.of("client_uri", "policy_uri", "tos_uri")) {
      text(members, address)
          .filter(uri -> uri.startsWith("https://"))
          .ifPresent(uri -> kept.put(address, uri));
    }
    return Map.copyOf(kept);
  }

  private static void keys(Map<String, Object> members, Map<String, Object> kept)
      throws InvalidClientMetadataException {
    Optional<String> address = text(members, JWKS_URI);
    if (address.isPresent()) {
      if (ClientIdUrlParser.of(address.get()).isEmpty()) {
        throw new InvalidClientMetadataException("jwks_uri is not an https URL");
      }
      kept.put(JWKS_URI, address.get());
      return;
    }
    boolean sound =
        members.get(JWKS) instanceof Map<?, ?> set
            && set.get("keys") instanceof List<?> keys
            && keys.stream().anyMatch(key -> JwkProblem.of(key).isEmpty())
            // A key of an unsupported size is ignored if there are others.
            && keys.stream()
                .allMatch(key -> JwkProblem.of(key).filter(f -> f != JwkProblem.SIZE).isEmpty());
    if (!sound) {
      throw new InvalidClientMetadataException("jwks is not a set of public keys");
    }
    kept.put(JWKS, members.get(JWKS));
  }

  private static Optional<String> text(Map<String, Object> members, String name)
      throws InvalidClientMetadataException {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value).filter(text -> !text.isBlank());
    }
    throw new InvalidClientMetadataException(name + " is not a string");
  }

  private static Optional<List<String>> texts(Map<String, Object> members, String name)
      throws InvalidClientMetadataException {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return Optional.of(items.stream().map(String.class::cast).distinct().toList());
    }
    throw new InvalidClientMetadataException(name + " is not an array of strings");
  }
}
