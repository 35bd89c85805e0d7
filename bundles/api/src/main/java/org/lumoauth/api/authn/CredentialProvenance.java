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
 * The people who set what an agent or a client authenticates by: they know it, and may ask by it.
 *
 * @param untilMicros by the ids of users: until when they may do so, in microseconds since the
 *     epoch; {@link Long#MAX_VALUE} of whoever set what holds now
 */
public record CredentialProvenance(Map<String, Long> untilMicros) {

  /** Nobody: a person did not do it, or it was done before this was kept. */
  public static final CredentialProvenance NOBODY = new CredentialProvenance(Map.of());

  /** No access token that was got by what held before lives longer. */
  public static final Duration AFTERWARDS = Duration.ofDays(30);

  private static final String UNTIL = "=";

  public CredentialProvenance {
    untilMicros = Map.copyOf(untilMicros);
  }

  /** People who may ask until then. */
  public static CredentialProvenance until(Instant end, Collection<String> users) {
    Map<String, Long> until = new TreeMap<>();
    users.forEach(user -> until.put(user, micros(end)));
    return new CredentialProvenance(until);
  }

  /** The same after others set it, or nobody did, and what was before holds no more. */
  public CredentialProvenance replaceSetters(Collection<String> users, Instant now) {
    return replaceSetters(users, now, Duration.ZERO);
  }

  /**
   * The same after others set it, or nobody did.
   *
   * @param overlap how long what was before still holds: tokens are got by it until then
   */
  public CredentialProvenance replaceSetters(
      Collection<String> users, Instant now, Duration overlap) {
    long end = micros(now.plus(overlap).plus(AFTERWARDS));
    Map<String, Long> after = new TreeMap<>();
    withoutExpired(now).untilMicros.forEach((user, until) -> after.put(user, Math.min(until, end)));
    users.forEach(user -> after.put(user, Long.MAX_VALUE));
    return new CredentialProvenance(after);
  }

  /** The same with others who set something beside what there is. */
  public CredentialProvenance addSetters(Collection<String> users) {
    Map<String, Long> after = new TreeMap<>(untilMicros);
    users.forEach(user -> after.put(user, Long.MAX_VALUE));
    return new CredentialProvenance(after);
  }

  /** The same with those of another: who is of both may ask for as long as of either. */
  public CredentialProvenance addSetters(CredentialProvenance other) {
    Map<String, Long> after = new TreeMap<>(untilMicros);
    other.untilMicros.forEach((user, until) -> after.merge(user, until, Math::max));
    return new CredentialProvenance(after);
  }

  /** The same without those who may ask no more. */
  public CredentialProvenance withoutExpired(Instant now) {
    Map<String, Long> living = new TreeMap<>(untilMicros);
    living.values().removeIf(until -> until <= micros(now));
    return new CredentialProvenance(living);
  }

  /** The ids of those who may ask by it at that time. */
  public Set<String> settersAt(Instant now) {
    return withoutExpired(now).untilMicros.keySet();
  }

  /** As a column holds it. */
  public String serialize() {
    return untilMicros.entrySet().stream()
        .map(each -> each.getKey() + UNTIL + each.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The inverse of {@link #serialize}. */
  public static CredentialProvenance parse(String text) {
    Map<String, Long> read = new TreeMap<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
      int at = each.indexOf(UNTIL);
      read.put(each.substring(0, at), Long.parseLong(each.substring(at + 1)));
    }
    return new CredentialProvenance(read);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
