/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerDefinition;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.support.encoding.WebUrlParser;

/** Parses and validates a trusted issuer in a request body. */
public final class TrustedIssuerRequestParser {

  /** The supported JWS algorithms, which are all asymmetric. */
  static final List<String> ALGORITHMS =
      List.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  private static final String MAPPING = "subjectMapping";
  private static final String LIFETIME = "maxLifetime";
  private static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(TrustedIssuerRequestSchema.class);

  private static final Set<String> MAPPINGS =
      Set.of(
          TrustedIssuerDefinition.LINKED,
          TrustedIssuerDefinition.USER_ID,
          TrustedIssuerDefinition.EMAIL);
  private static final int MAX_ITEMS = 100;
  private static final int MAX_TEXT = 500;
  private static final long USUAL_SECONDS = 3_600;
  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 86_400;
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

  private TrustedIssuerRequestParser() {}

  /**
   * Returns the settings of a new issuer.
   *
   * @throws ApiException 422 {@code validation_error} with the name of the invalid member
   */
  public static TrustedIssuerDefinition create(Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var defaults =
        new TrustedIssuerDefinition(
            members.requireText("issuer", MAX_TEXT),
            members.text("name", 255).orElseGet(() -> members.requireText("issuer", MAX_TEXT)),
            true,
            Map.of(),
            "",
            List.of("ES256", "RS256"),
            List.of(),
            List.of(),
            List.of(),
            TrustedIssuerDefinition.LINKED,
            List.of(),
            List.of(),
            USUAL_SECONDS);
    return change(defaults, body);
  }

  /**
   * Returns the changed settings. Omitted members are unchanged; null restores the default.
   *
   * @throws ApiException 422 {@code validation_error} with the name of the invalid member
   */
  public static TrustedIssuerDefinition change(
      TrustedIssuerDefinition before, Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var settings =
        new TrustedIssuerDefinition(
            members.has("issuer")
                ? WebUrlParser.requireIssuer("issuer", members.requireText("issuer", MAX_TEXT))
                : before.issuer(),
            members.has("name") ? members.requireText("name", 255) : before.name(),
            members.flag("enabled").orElse(before.enabled()),
            keys(members, body, before),
            address(members, before),
            algorithms(members).orElse(before.algorithms()),
            texts(members, "audiences", 10).orElse(before.audiences()),
            texts(members, "clients", MAX_ITEMS).orElse(before.clients()),
            scopes(members).orElse(before.scopes()),
            members.has(MAPPING)
                ? mapping(members).orElse(TrustedIssuerDefinition.LINKED)
                : before.subjectMapping(),
            domains(members).orElse(before.emailDomains()),
            texts(members, "allowedSubjects", 200).orElse(before.allowedSubjects()),
            members.has(LIFETIME)
                ? seconds(body).orElse(USUAL_SECONDS)
                : before.maxLifetimeSeconds());
    requireTogether(settings);
    return settings;
  }

  private static void requireTogether(TrustedIssuerDefinition settings) {
    if (settings.jwks().isEmpty() == settings.jwksUri().isEmpty()) {
      throw ApiException.invalid("jwks", "Either `jwks` or `jwksUri` is required, but not both.");
    }
    if (settings.subjectMapping().equals(TrustedIssuerDefinition.EMAIL)
        && settings.emailDomains().isEmpty()) {
      throw ApiException.invalid(
          "emailDomains", "`emailDomains` is required with the subject mapping email.");
    }
  }

  /**
   * Returns the keys. Submitted keys replace a stored URL, and a submitted URL replaces stored
   * keys.
   */
  private static Map<String, Object> keys(
      JsonObjectMemberReader members, Map<String, Object> body, TrustedIssuerDefinition before) {
    if (body.get("jwks") != null) {
      return IssuerJwkSetValidator.check(body.get("jwks"));
    }
    boolean replaced = members.has("jwks") || members.text("jwksUri", MAX_TEXT).isPresent();
    return replaced ? Map.of() : before.jwks();
  }

  private static String address(JsonObjectMemberReader members, TrustedIssuerDefinition before) {
    Optional<String> sent = members.text("jwksUri", MAX_TEXT);
    if (sent.isPresent()) {
      return WebUrlParser.require("jwksUri", sent.get());
    }
    boolean replaced = members.has("jwksUri") || members.has("jwks");
    return replaced ? "" : before.jwksUri();
  }

  private static Optional<List<String>> algorithms(JsonObjectMemberReader members) {
    Optional<List<String>> sent = texts(members, "algorithms", ALGORITHMS.size());
    sent.ifPresent(
        list -> {
          if (list.isEmpty() || !ALGORITHMS.containsAll(list)) {
            throw ApiException.invalid(
                "algorithms",
                "`algorithms` must contain only values of " + String.join(", ", ALGORITHMS) + ".");
          }
        });
    return sent;
  }

  /**
   * Returns the scopes. An external issuer asserts users, so administrative scopes are not
   * permitted.
   */
  private static Optional<List<String>> scopes(JsonObjectMemberReader members) {
    Optional<List<String>> sent = texts(members, "scopes", MAX_ITEMS);
    sent.ifPresent(
        list -> {
          if (!list.stream().allMatch(ScopeValueValidator::isValid)) {
            throw ApiException.invalid(
                "scopes",
                "`scopes` must contain only scopes of visible ASCII characters without "
                    + "quotes and backslashes.");
          }
          if (list.stream().anyMatch(SystemPermissions::isAdministrative)) {
            throw ApiException.invalid(
                "scopes", "`scopes` must not contain administrative scopes.");
          }
        });
    return sent;
  }

  private static Optional<String> mapping(JsonObjectMemberReader members) {
    Optional<String> sent = members.text(MAPPING, 20);
    if (sent.filter(name -> !MAPPINGS.contains(name)).isPresent()) {
      throw ApiException.invalid(
          "subjectMapping",
          "`subjectMapping` must be one of " + String.join(", ", new TreeSet<>(MAPPINGS)) + ".");
    }
    return sent;
  }

  private static Optional<List<String>> domains(JsonObjectMemberReader members) {
    Optional<List<String>> sent = texts(members, "emailDomains", MAX_ITEMS);
    sent.ifPresent(
        list -> {
          if (!list.stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
            throw ApiException.invalid(
                "emailDomains", "A domain must be in lower case, for example example.com.");
          }
        });
    return sent;
  }

  private static Optional<Long> seconds(Map<String, Object> body) {
    Object value = body.get(LIFETIME);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer seconds && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
      return Optional.of(seconds.longValue());
    }
    throw ApiException.invalid(
        "maxLifetime",
        "`maxLifetime` must be between " + LEAST_SECONDS + " and " + MOST_SECONDS + " seconds.");
  }

  private static Optional<List<String>> texts(
      JsonObjectMemberReader members, String name, int most) {
    return members
        .textList(name, most, MAX_TEXT)
        .map(
            items -> {
              if (items.stream().anyMatch(String::isBlank)) {
                throw ApiException.invalid(name, "`" + name + "` must not contain empty items.");
              }
              return items.stream().distinct().toList();
            });
  }

  /** Returns the request body for stored settings. */
  public static Map<String, Object> of(TrustedIssuerDefinition settings) {
    Map<String, Object> body = new HashMap<>();
    body.put("issuer", settings.issuer());
    body.put("name", settings.name());
    body.put("enabled", settings.enabled());
    if (settings.jwksUri().isEmpty()) {
      body.put("jwks", settings.jwks());
    } else {
      body.put("jwksUri", settings.jwksUri());
    }
    body.put("algorithms", settings.algorithms());
    body.put("audiences", settings.audiences());
    body.put("clients", settings.clients());
    body.put("scopes", settings.scopes());
    body.put("subjectMapping", settings.subjectMapping());
    body.put("emailDomains", settings.emailDomains());
    body.put("allowedSubjects", settings.allowedSubjects());
    body.put("maxLifetime", (int) settings.maxLifetimeSeconds());
    return body;
  }
}
