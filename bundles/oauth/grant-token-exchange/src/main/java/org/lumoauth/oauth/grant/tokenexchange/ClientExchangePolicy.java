package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.Client;

/** What an administrator lets a client do by exchange, by the members of its metadata. */
record ClientExchangePolicy(Client client) {

  private static final String ANY = "*";

  /** Whether it may get tokens in which nobody is named as acting. */
  boolean mayImpersonate() {
    return Boolean.TRUE.equals(client.metadata().get("token_exchange_impersonation"));
  }

  /** Whether it may exchange a token that was issued to one of these, and is for those. */
  boolean mayExchange(List<String> issuedTo, List<String> audience) {
    Set<String> sources = texts("token_exchange_sources");
    return issuedTo.contains(client.clientId())
        || audience.contains(client.clientId())
        || sources.contains(ANY)
        || issuedTo.stream().anyMatch(sources::contains);
  }

  /** Whether it may have tokens for this, whatever the token was for that it presents. */
  boolean mayReach(String target) {
    return texts("token_exchange_audiences").contains(target);
  }

  /** What it may have for a token that says who somebody is, and permits nothing by itself. */
  Set<String> scopeForIdentity() {
    return texts("token_exchange_scope");
  }

  private Set<String> texts(String member) {
    return client.metadata().get(member) instanceof List<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
