package org.lumoauth.authn.profiling;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a tenant wants to know of people.
 *
 * @param attribute the standard claim that is asked for
 * @param required whether nobody goes on without
 * @param afterSignIns how often somebody has signed in before they are asked
 * @param clients ids of the clients on the way to which it is asked; empty for everywhere
 * @param askAgain how long whoever left it out is not asked again
 */
record ProfilingRule(
    String attribute, boolean required, long afterSignIns, Set<String> clients, Duration askAgain) {
  static final String ATTRIBUTE = "attribute";
  static final String REQUIRED = "required";
  static final String AFTER_SIGN_INS = "after_sign_ins";
  static final String CLIENTS = "clients";
  static final String ASK_AGAIN_DAYS = "ask_again_days";

  private static final int DAYS = 30;

  /** The rules that a tenant has set, which were checked then. */
  static List<ProfilingRule> all(Object setting) {
    return setting instanceof Collection<?> items
        ? items.stream().map(item -> of((Map<?, ?>) item)).toList()
        : List.of();
  }

  /** A rule from its checked members. */
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

  /** Whether it is for who is on the way to this client. */
  boolean appliesTo(Optional<String> clientId) {
    return clients.isEmpty() || clientId.filter(clients::contains).isPresent();
  }

  private static long number(Map<?, ?> members, String name, long standard) {
    return members.get(name) instanceof Number number ? number.longValue() : standard;
  }
}
