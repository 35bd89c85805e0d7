/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.oauth.PublicJwksValidator;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.support.encoding.WebUrlParser;

/** Validates the common members of trust rules about JWTs. */
final class JwtTrustRuleValidator {

  /** The asymmetric algorithms; others are never accepted. */
  static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
          "Ed25519", "EdDSA");

  /** The maximum token lifetime if a rule does not set one. */
  static final Duration STANDARD = Duration.ofDays(1);

  /** The maximum that a rule can set: a day, plus a margin for the platform's clock. */
  static final Duration LONGEST = STANDARD.plusHours(1);

  private static final int MAX_ITEMS = 50;
  private static final int MAX_TEXT = 500;

  private final TenantContext tenant;
  private final RawSignatureVerifier checks;

  JwtTrustRuleValidator(TenantContext tenant, RawSignatureVerifier checks) {
    this.tenant = tenant;
    this.checks = checks;
  }

  /**
   * Validates a rule.
   *
   * @param mapping the platform-specific members
   * @return the rule to store
   * @throws ApiException 422 {@code validation_error}
   */
  Map<String, Object> check(Map<String, Object> trust, WorkloadClaimMapping mapping) {
    Set<String> known = new HashSet<>(WorkloadTokenVerifier.MEMBERS);
    known.addAll(mapping.claims().keySet());
    Map<String, Object> kept = new LinkedHashMap<>(trust);
    mapping.issuer().ifPresent(issuer -> kept.putIfAbsent(WorkloadTokenVerifier.ISSUER, issuer));
    JsonObjectMemberReader members = JsonObjectMemberReader.of(kept, known);
    kept.put(WorkloadTokenVerifier.ISSUER, issuer(members));
    own(members, kept, mapping);
    texts(members, kept, WorkloadTokenVerifier.AUDIENCES);
    texts(members, kept, WorkloadTokenVerifier.SUBJECTS);
    algorithms(members, kept);
    if (trust.containsKey(WorkloadTokenVerifier.CONDITIONS)) {
      kept.put(
          WorkloadTokenVerifier.CONDITIONS,
          WorkloadClaimConditionMatcher.check(trust.get(WorkloadTokenVerifier.CONDITIONS)));
    }
    keys(members, trust);
    lifetime(trust, kept);
    return kept;
  }

  private static void own(
      JsonObjectMemberReader members, Map<String, Object> kept, WorkloadClaimMapping mapping) {
    for (String name : new TreeSet<>(mapping.required())) {
      if (!members.has(name)) {
        throw ApiException.invalid(name, name + " is required.");
      }
    }
    for (String name : new TreeSet<>(mapping.claims().keySet())) {
      if (kept.get(name) instanceof String) {
        requirePlain(name, members.requireText(name, MAX_TEXT));
      } else {
        texts(members, kept, name);
      }
    }
  }

  /**
   * Rejects this server's own issuer: its tokens are addressed to other parties and attest no
   * workload.
   */
  private String issuer(JsonObjectMemberReader members) {
    String issuer = members.requireText(WorkloadTokenVerifier.ISSUER, MAX_TEXT);
    if (issuer.equals(tenant.issuer())) {
      throw ApiException.invalid(
          WorkloadTokenVerifier.ISSUER, "issuer must not be this server's own issuer.");
    }
    return WebUrlParser.requireIssuer(WorkloadTokenVerifier.ISSUER, issuer);
  }

  private static void texts(JsonObjectMemberReader members, Map<String, Object> kept, String name) {
    members
        .textList(name, MAX_ITEMS, MAX_TEXT)
        .ifPresent(
            texts -> {
              if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
                throw ApiException.invalid(name, name + " must be a non-empty list of strings.");
              }
              texts.forEach(text -> requirePlain(name, text));
              kept.put(name, texts);
            });
  }

  /** Values are compared byte for byte, so an asterisk would not have the expected effect. */
  private static void requirePlain(String name, String text) {
    if (text.indexOf('*') >= 0) {
      throw ApiException.invalid(
          name, name + " does not support patterns. Send each value in full, without an asterisk.");
    }
  }

  private static void algorithms(JsonObjectMemberReader members, Map<String, Object> kept) {
    texts(members, kept, WorkloadTokenVerifier.ALGORITHMS);
    members
        .textList(WorkloadTokenVerifier.ALGORITHMS, MAX_ITEMS, MAX_TEXT)
        .filter(names -> !ALGORITHMS.containsAll(names))
        .ifPresent(
            names -> {
              throw ApiException.invalid(
                  WorkloadTokenVerifier.ALGORITHMS,
                  "algorithms must contain only "
                      + String.join(", ", new TreeSet<>(ALGORITHMS))
                      + ".");
            });
  }

  private void keys(JsonObjectMemberReader members, Map<String, Object> trust) {
    Object jwks = trust.get(WorkloadTokenVerifier.JWKS);
    var address = members.text(WorkloadTokenVerifier.JWKS_URI, MAX_TEXT);
    if (trust.containsKey(WorkloadTokenVerifier.JWKS)
        && trust.containsKey(WorkloadTokenVerifier.JWKS_URI)) {
      throw ApiException.invalid(
          WorkloadTokenVerifier.JWKS, "Send either jwks or jwksUri, not both.");
    }
    if (trust.containsKey(WorkloadTokenVerifier.JWKS)) {
      PublicJwksValidator.check(jwks, checks);
    }
    if (trust.containsKey(WorkloadTokenVerifier.JWKS_URI)) {
      WebUrlParser.require(WorkloadTokenVerifier.JWKS_URI, address.orElse(""));
    }
  }

  private static void lifetime(Map<String, Object> trust, Map<String, Object> kept) {
    Object sent = trust.get(WorkloadTokenVerifier.MAX_LIFETIME);
    if (!trust.containsKey(WorkloadTokenVerifier.MAX_LIFETIME)) {
      return;
    }
    boolean whole = sent instanceof Integer || sent instanceof Long;
    long seconds = whole ? ((Number) sent).longValue() : 0;
    if (seconds < 1 || seconds > LONGEST.toSeconds()) {
      throw ApiException.invalid(
          WorkloadTokenVerifier.MAX_LIFETIME,
          "maxLifetimeSeconds must be a whole number between 1 and " + LONGEST.toSeconds() + ".");
    }
    kept.put(WorkloadTokenVerifier.MAX_LIFETIME, seconds);
  }

  /** Returns a list of strings from a validated rule; empty if it is absent. */
  static List<String> texts(Map<String, Object> trust, String name) {
    return trust.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
