/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tenant's rule for requesting a profile attribute.
 *
 * @param attribute the standard claim to request
 * @param required whether the user must answer to continue
 * @param afterSignIns the number of sign-ins before the first request
 * @param clients the ids of the clients for which it is requested; empty for all
 * @param askAgain how long the question is not repeated after the user skipped it
 */
record ProfilingRule(
    String attribute, boolean required, long afterSignIns, Set<String> clients, Duration askAgain) {
  static final String ATTRIBUTE = "attribute";
  static final String REQUIRED = "required";
  static final String AFTER_SIGN_INS = "after_sign_ins";
  static final String CLIENTS = "clients";
  static final String ASK_AGAIN_DAYS = "ask_again_days";

  private static final int DAYS = 30;

  /** Returns the rules of a tenant, which were validated when set. */
  static List<ProfilingRule> all(Object setting) {
    return setting instanceof Collection<?> items
        ? items.stream().map(item -> of((Map<?, ?>) item)).toList()
        : List.of();
  }

  /** Creates a rule from its validated members. */
  static ProfilingRule of(Map<?, ?> members) {
    return new ProfilingRule(
        (String) members.get(ATTRIBUTE),
        Boolean.TRUE.equals(members.get(REQUIRED)),
        number(members, AFTER_SIGN_INS, 0),
        members.get(CLIENTS) instanceof Collection<?> ids
            ? ids.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
            : Set.of(),
        Duration.ofDays(number(members, ASK_AGAIN_DAYS, DAYS)));
  }

  /** Returns whether it applies to a sign-in to this client. */
  boolean appliesTo(Optional<String> clientId) {
    return clients.isEmpty() || clientId.filter(clients::contains).isPresent();
  }

  private static long number(Map<?, ?> members, String name, long standard) {
    return members.get(name) instanceof Number number ? number.longValue() : standard;
  }
}
