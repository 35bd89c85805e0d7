package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ActorPolicy.DelegationTerms;
import org.lumoauth.api.oauth.OAuthException;

/**
 * An exchange that is permitted.
 *
 * @param subject the subject's token
 * @param actor the actor's token
 * @param actors who acts in the new token, the current actor first
 * @param scope what it permits
 * @param targets what it is for
 * @param terms what it ends with, by the rules about actors
 */
record PermittedExchange(
    ExchangeInputToken subject,
    Optional<ExchangeInputToken> actor,
    List<SubjectRef> actors,
    Set<String> scope,
    List<String> targets,
    DelegationTerms terms) {

  /** What the new token ends with, and how its subject was authenticated. */
  private static final List<String> KEPT =
      List.of("grant_id", "sid", "auth_time", "acr", "amr", "may_act");

  /** The tokens of ours that a token was made from, by their {@code jti}. */
  private static final String SOURCES = "source_ids";

  /** The clients that those were issued to. */
  private static final String SOURCE_CLIENTS = "source_client_ids";

  /** What people consented to. */
  private static final String DELEGATIONS = "delegation_ids";

  private static final int MAX_SOURCES = 20;

  /** Claims of the presented tokens that the new one has too. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>();
    if (subject.type() != ExchangeTokenType.JWT) { // another's session or grant is none of ours
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
          "The token was exchanged too often; begin at its subject.");
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

  /** What is made from a token ends with the client that the token was issued to. */
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

  /** RFC 7009 section 2.1: what is made from a token of ours ends when that is revoked. */
  private static Set<String> sources(ExchangeInputToken token) {
    Set<String> sources = new LinkedHashSet<>();
    if (token.type() == ExchangeTokenType.ACCESS_TOKEN) {
      sources.addAll(texts(token, SOURCES));
      token.id().ifPresent(sources::add);
    }
    return sources;
  }

  /** In a token of ours a party without an issuer would be one of ours. */
  private static Map<String, Object> mayAct(ExchangeInputToken subject) {
    Map<String, Object> party = new HashMap<>();
    if (subject.claims().get("may_act") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> party.put(String.valueOf(name), value));
    }
    party.putIfAbsent("iss", subject.issuer());
    return party;
  }
}
