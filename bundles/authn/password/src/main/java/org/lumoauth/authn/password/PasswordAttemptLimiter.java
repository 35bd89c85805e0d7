/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.password;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Limits attempts to enter a password. A browser with which the account's owner signed in before
 * has its own counter, so that attempts of others cannot lock it out. Other attempts count three
 * times: for the account from its address range, for the account from everywhere, and for the
 * address across all accounts. Each attempt is counted before the password is compared, and the
 * count is returned if it was correct.
 */
final class PasswordAttemptLimiter {
  static final Duration WINDOW = Duration.ofMinutes(15);
  static final AttemptLimit KNOWN_BROWSER = new AttemptLimit(10, WINDOW);
  static final AttemptLimit ACCOUNT_AND_RANGE = new AttemptLimit(5, WINDOW);

  /** NIST SP 800-63B-4 section 3.2.2: at most one hundred consecutive failures. */
  static final AttemptLimit ACCOUNT = new AttemptLimit(50, Duration.ofHours(1));

  /** Many users may share an address; this limit still makes guessing impractical. */
  static final AttemptLimit ADDRESS = new AttemptLimit(50, WINDOW);

  private static final Pattern V4 = Pattern.compile("[0-9.]+");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]+");
  private static final int V4_RANGE = 3;
  private static final int V6_NETWORK = 8;
  private static final int V6_RANGE = 6;
  private static final int V4_LENGTH = 4;

  private final AttemptLimiter limiter;

  PasswordAttemptLimiter(AttemptLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts an attempt.
   *
   * @param account the account's id, or the substitute for an unknown account
   * @return empty if it is allowed; otherwise when the next attempt is allowed
   */
  Optional<Instant> count(TenantContext tenant, String account, SignInAttempt attempt) {
    // If one limit rejects an attempt, it is not counted on the others, so that one limit does not
    // exhaust another.
    return limiter.countAll(tenant, bounds(account, attempt));
  }

  /** Cancels the count of a correct password, and clears earlier failures of this browser. */
  void recordSuccess(TenantContext tenant, String account, SignInAttempt attempt) {
    // The first is specific to this browser or its network; the others are shared.
    var bounds = bounds(account, attempt);
    limiter.undo(tenant, bounds.subList(0, 1), bounds.subList(1, bounds.size()));
  }

  /** Clears the failures on an account, from this browser and from everywhere. */
  void reset(TenantContext tenant, String account, SignInAttempt attempt) {
    var counts = new ArrayList<>(List.of(range(account, attempt), everywhere(account)));
    browser(account, attempt).ifPresent(counts::add);
    limiter.undo(tenant, counts, List.of());
  }

  private static List<AttemptCounter> bounds(String account, SignInAttempt attempt) {
    return browser(account, attempt)
        .map(List::of)
        .orElseGet(
            () ->
                List.of(
                    range(account, attempt),
                    everywhere(account),
                    new AttemptCounter(
                        "password-address",
                        network(attempt.remoteAddress(), V4_LENGTH, V6_NETWORK),
                        ADDRESS)));
  }

  private static Optional<AttemptCounter> browser(String account, SignInAttempt attempt) {
    return attempt
        .knownBrowser()
        .map(name -> new AttemptCounter("password-browser", account + "/" + name, KNOWN_BROWSER));
  }

  private static AttemptCounter range(String account, SignInAttempt attempt) {
    var network = network(attempt.remoteAddress(), V4_RANGE, V6_RANGE);
    return new AttemptCounter("password-range", account + "/" + network, ACCOUNT_AND_RANGE);
  }

  private static AttemptCounter everywhere(String account) {
    return new AttemptCounter("password-account", account, ACCOUNT);
  }

  /**
   * Returns the first bytes of an address. A user with an IPv6 address usually has a whole network
   * (RFC 6177 section 2).
   */
  static String network(String address, int v4Bytes, int v6Bytes) {
    boolean literal =
        V4.matcher(address).matches() || address.contains(":") && V6.matcher(address).matches();
    if (!literal) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int length = bytes.length == V4_LENGTH ? v4Bytes : v6Bytes;
      return HexFormat.of().formatHex(bytes, 0, length);
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
