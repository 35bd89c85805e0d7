/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The users who set a credential of an agent or a client. They know it and may use it.
 *
 * @param untilMicros the time until which each user, by id, may use a credential, in microseconds
 *     since the epoch; {@link Long#MAX_VALUE} for those who set a credential that is valid now
 */
public record CredentialUsers(Map<String, Long> untilMicros) {

  /** No users: the credential was not set by a person, or was set before this was recorded. */
  public static final CredentialUsers NOBODY = new CredentialUsers(Map.of());

  /**
   * The time for which former setters count. No access token obtained with a former credential
   * lives longer.
   */
  public static final Duration AFTERWARDS = Duration.ofDays(30);

  private static final String UNTIL = "=";

  public CredentialUsers {
    untilMicros = Map.copyOf(untilMicros);
  }

  /** Returns a provenance with users who count until the given time. */
  public static CredentialUsers until(Instant end, Collection<String> users) {
    Map<String, Long> until = new TreeMap<>();
    users.forEach(user -> until.put(user, micros(end)));
    return new CredentialUsers(until);
  }

  /**
   * Returns a copy for a new credential that replaces all earlier credentials, with its setters or
   * none.
   */
  public CredentialUsers replaceSetters(Collection<String> users, Instant now) {
    return replaceSetters(users, now, Duration.ZERO);
  }

  /**
   * Returns a copy with new setters, or none.
   *
   * @param overlap how long the former credential remains valid: tokens are obtained with it until
   *     then
   */
  public CredentialUsers replaceSetters(Collection<String> users, Instant now, Duration overlap) {
    long end = micros(now.plus(overlap).plus(AFTERWARDS));
    Map<String, Long> after = new TreeMap<>();
    withoutExpired(now).untilMicros.forEach((user, until) -> after.put(user, Math.min(until, end)));
    users.forEach(user -> after.put(user, Long.MAX_VALUE));
    return new CredentialUsers(after);
  }

  /** Returns a copy with additional users who set a further credential. */
  public CredentialUsers addSetters(Collection<String> users) {
    Map<String, Long> after = new TreeMap<>(untilMicros);
    users.forEach(user -> after.put(user, Long.MAX_VALUE));
    return new CredentialUsers(after);
  }

  /**
   * Returns a copy with the users of another provenance. A user in both counts until the later of
   * the two times.
   */
  public CredentialUsers addSetters(CredentialUsers other) {
    Map<String, Long> after = new TreeMap<>(untilMicros);
    other.untilMicros.forEach((user, until) -> after.merge(user, until, Math::max));
    return new CredentialUsers(after);
  }

  /** Returns a copy without the users who no longer count. */
  public CredentialUsers withoutExpired(Instant now) {
    Map<String, Long> living = new TreeMap<>(untilMicros);
    living.values().removeIf(until -> until <= micros(now));
    return new CredentialUsers(living);
  }

  /** Returns the ids of the users who count at that time. */
  public Set<String> settersAt(Instant now) {
    return withoutExpired(now).untilMicros.keySet();
  }

  /** Returns the form stored in a database column. */
  public String serialize() {
    return untilMicros.entrySet().stream()
        .map(each -> each.getKey() + UNTIL + each.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Parses the result of {@link #serialize}. */
  public static CredentialUsers parse(String text) {
    Map<String, Long> read = new TreeMap<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
      int at = each.indexOf(UNTIL);
      read.put(each.substring(0, at), Long.parseLong(each.substring(at + 1)));
    }
    return new CredentialUsers(read);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
