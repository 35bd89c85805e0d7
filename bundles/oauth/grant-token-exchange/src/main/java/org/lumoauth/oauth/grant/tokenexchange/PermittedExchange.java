/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationTerms;

/**
 * An exchange that is permitted.
 *
 * @param subject the subject token
 * @param actor the actor token
 * @param actors the actors of the new token, the current actor first
 * @param scope the granted scope
 * @param targets the targets of the token
 * @param terms the terms of the actor policies, which limit the lifetime of the token
 */
record PermittedExchange(
    ExchangeInputToken subject,
    Optional<ExchangeInputToken> actor,
    List<SubjectRef> actors,
    Set<String> scope,
    List<String> targets,
    DelegationTerms terms) {

  /**
   * Claims that are copied: the IDs of the grant and the session, so that the token is revoked with
   * them, and how the subject authenticated.
   */
  private static final List<String> KEPT =
      List.of("grant_id", "sid", "auth_time", "acr", "amr", "may_act");

  /** The claim with the {@code jti} values of the tokens that a token was issued from. */
  private static final String SOURCES = "source_ids";

  /** The claim with the clients of those tokens. */
  private static final String SOURCE_CLIENTS = "source_client_ids";

  /** The claim with the IDs of the delegations that users consented to. */
  private static final String DELEGATIONS = "delegation_ids";

  private static final int MAX_SOURCES = 20;

  /** Returns the claims that the new token inherits from the presented tokens. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>();
    if (subject.type()
        != ExchangeTokenType.JWT) { // Sessions and grants of another issuer are unknown here.
      KEPT.stream()
          .filter(name -> subject.claims().get(name) != null)
          .forEach(name -> claims.put(name, subject.claims().get(name)));
    } else if (subject.claims().get("may_act") != null) {
      claims.put("may_act", mayAct(subject));
    }
    Set<String> issuers = new LinkedHashSet<>(subject.issuers());
    actor.ifPresent(token -> issuers.addAll(token.issuers()));
    if (!issuers.isEmpty()) {
      claims.put("issuer_ids", new ArrayList<>(issuers));
    }
    Set<String> sources = new LinkedHashSet<>(sources(subject));
    actor.ifPresent(token -> sources.addAll(sources(token)));
    if (sources.size() > MAX_SOURCES) {
      throw OAuthException.invalidRequest(
          "The token was exchanged too often. Exchange the original token of the " + "subject.");
    }
    if (!sources.isEmpty()) {
      claims.put(SOURCES, new ArrayList<>(sources));
    }
    Set<String> clients = new LinkedHashSet<>(clients(subject));
    actor.ifPresent(token -> clients.addAll(clients(token)));
    if (!clients.isEmpty()) {
      claims.put(SOURCE_CLIENTS, new ArrayList<>(clients));
    }
    Set<String> delegations = new LinkedHashSet<>(texts(subject, DELEGATIONS));
    delegations.addAll(terms.delegationIds());
    if (!delegations.isEmpty()) {
      claims.put(DELEGATIONS, new ArrayList<>(delegations));
    }
    return claims;
  }

  /** Returns the clients of a token. Disabling one of them invalidates the new token. */
  private static Set<String> clients(ExchangeInputToken token) {
    Set<String> clients = new LinkedHashSet<>();
    if (token.type() == ExchangeTokenType.ACCESS_TOKEN) {
      clients.addAll(texts(token, SOURCE_CLIENTS));
      clients.addAll(token.clients());
    }
    return clients;
  }

  private static List<String> texts(ExchangeInputToken token, String claim) {
    return token.type() == ExchangeTokenType.ACCESS_TOKEN
            && token.claims().get(claim) instanceof List<?> texts
        ? texts.stream().map(String::valueOf).toList()
        : List.of();
  }

  /**
   * Returns the source tokens. Revoking one of them revokes the new token (RFC 7009 section 2.1).
   */
  private static Set<String> sources(ExchangeInputToken token) {
    Set<String> sources = new LinkedHashSet<>();
    if (token.type() == ExchangeTokenType.ACCESS_TOKEN) {
      sources.addAll(texts(token, SOURCES));
      token.id().ifPresent(sources::add);
    }
    return sources;
  }

  /**
   * Adds the issuer to {@code may_act}, because without one the party would be read as a party of
   * this server.
   */
  private static Map<String, Object> mayAct(ExchangeInputToken subject) {
    Map<String, Object> party = new HashMap<>();
    if (subject.claims().get("may_act") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> party.put(String.valueOf(name), value));
    }
    party.putIfAbsent("iss", subject.issuer());
    return party;
  }
}
