/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.client.Client;

/** Determines which exchanges an administrator permits a client, from its client metadata. */
record ClientExchangePolicy(Client client) {

  private static final String ANY = "*";

  /** Returns whether the client may get tokens without an actor. */
  boolean mayImpersonate() {
    return Boolean.TRUE.equals(client.metadata().get("token_exchange_impersonation"));
  }

  /** Returns whether the client may exchange a token with these clients and this audience. */
  boolean mayExchange(List<String> issuedTo, List<String> audience) {
    Set<String> sources = texts("token_exchange_sources");
    return issuedTo.contains(client.clientId())
        || audience.contains(client.clientId())
        || sources.contains(ANY)
        || issuedTo.stream().anyMatch(sources::contains);
  }

  /**
   * Returns whether the client may request this target regardless of the audience of the presented
   * token.
   */
  boolean mayReach(String target) {
    return texts("token_exchange_audiences").contains(target);
  }

  /**
   * Returns the scopes that the client may get for an ID token, which permits no scope by itself.
   */
  Set<String> scopeForIdentity() {
    return texts("token_exchange_scope");
  }

  private Set<String> texts(String member) {
    return client.metadata().get(member) instanceof List<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
