/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.user.FakeUserPasswordService;

class PasswordAuthenticationMethodTest {
  private static final TenantContext ACME = aTenant().build();
  private static final String RIGHT = "correct horse battery";
  private static final String HOME = "198.51.100.7";

  private Instant now = Instant.parse("2027-01-01T00:00:00Z");
  private final FakeUserPasswordService passwords =
      new FakeUserPasswordService().with(ACME, aUserRef().id(), RIGHT);
  private final FakeAttemptLimiter limiter = new FakeAttemptLimiter(() -> now);
  private final PasswordAuthenticationMethod method =
      new PasswordAuthenticationMethod(passwords, limiter);

  @Test
  void limitsPasswordGuesses() { // brute force
    long looked =
        IntStream.range(0, 1000)
            .filter(
                i -> guess(aUserRef(), HOME, "guess" + i) instanceof AuthenticationStep.FailureStep)
            .count();

    assertEquals(PasswordAttemptLimiter.ACCOUNT_AND_RANGE.attempts(), looked);
  }

  @Test
  void skipsPasswordComparisonWhenRateLimited() {
    guesses(aUserRef(), HOME, 5);
    int before = passwords.comparisonCount();

    assertInstanceOf(AuthenticationStep.RateLimitStep.class, guess(aUserRef(), HOME, RIGHT));
    assertEquals(before, passwords.comparisonCount());
  }

  @Test
  void returnsRetryTimeWhenRateLimited() {
    guesses(aUserRef(), HOME, 5);

    assertEquals(
        new AuthenticationStep.RateLimitStep(now.plus(PasswordAttemptLimiter.WINDOW)),
        guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void acceptsPasswordAfterRateLimitWindow() {
    guesses(aUserRef(), HOME, 6);
    now = now.plus(PasswordAttemptLimiter.WINDOW);

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void limitsGuessesPerAccountFromManyAddresses() { // a botnet
    long looked =
        IntStream.range(0, 200)
            .filter(
                i ->
                    guess(aUserRef(), "10.0." + i + ".1", "x")
                        instanceof AuthenticationStep.FailureStep)
            .count();

    assertEquals(PasswordAttemptLimiter.ACCOUNT.attempts(), looked);
  }

  @Test
  void limitsGuessesPerAddressForManyAccounts() { // password spraying
    long looked =
        IntStream.range(0, 200)
            .filter(
                i ->
                    guess(new SubjectRef(SubjectRef.USER, "usr_" + i), HOME, "Summer2026!")
                        instanceof AuthenticationStep.FailureStep)
            .count();

    assertEquals(PasswordAttemptLimiter.ADDRESS.attempts(), looked);
  }

  @Test
  void exemptsKnownBrowserFromAccountLimit() { // lockout abuse
    for (int i = 0; i < 200; i++) {
      guess(aUserRef(), "10.0." + i + ".1", "x");
    }
    guesses(aUserRef(), HOME, 100);

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guessByKnownBrowser(RIGHT));
  }

  @Test
  void clearsAccountLimitAfterReset() { // lockout abuse
    for (int i = 0; i < 200; i++) {
      guess(aUserRef(), "10.0." + i + ".1", "x");
    }
    guesses(aUserRef(), HOME, 100);
    assertInstanceOf(AuthenticationStep.RateLimitStep.class, guess(aUserRef(), HOME, RIGHT));

    method.forgetFailedAttempts(ACME, attempt(aUserRef(), HOME, Optional.empty()));

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void clearsKnownBrowserLimitAfterReset() {
    IntStream.range(0, 100).forEach(i -> guessByKnownBrowser("x"));
    assertInstanceOf(AuthenticationStep.RateLimitStep.class, guessByKnownBrowser(RIGHT));

    method.forgetFailedAttempts(ACME, attempt(aUserRef(), HOME, Optional.of("browser")));

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guessByKnownBrowser(RIGHT));
  }

  @Test
  void keepsLimitsOfAddressAndOtherAccountsAfterReset() { // a reset of one's own
    var other = new SubjectRef(SubjectRef.USER, "usr_other");
    for (int i = 0; i < 200; i++) {
      guess(other, "10.0." + i + ".1", "x");
      guess(new SubjectRef(SubjectRef.USER, "usr_" + i), HOME, "Summer2026!");
    }

    method.forgetFailedAttempts(ACME, attempt(aUserRef(), HOME, Optional.empty()));

    assertInstanceOf(AuthenticationStep.RateLimitStep.class, guess(other, "203.0.113.66", "x"));
    assertInstanceOf(AuthenticationStep.RateLimitStep.class, guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void allowsOwnerFromOtherAddressRange() {
    guesses(aUserRef(), "203.0.113.66", 1000);

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void limitsGuessesFromKnownBrowser() {
    long looked =
        IntStream.range(0, 100)
            .filter(i -> guessByKnownBrowser("guess" + i) instanceof AuthenticationStep.FailureStep)
            .count();

    assertEquals(PasswordAttemptLimiter.KNOWN_BROWSER.attempts(), looked);
  }

  @Test
  void limitsUnknownAccountsLikeKnownOnes() { // user enumeration by the lock
    var nobody = new SubjectRef(SubjectRef.USER, "unknown-1");
    guesses(aUserRef(), HOME, 5);
    guesses(nobody, "198.51.200.7", 5);

    assertEquals(guess(aUserRef(), HOME, "x"), guess(nobody, "198.51.200.7", "x"));
  }

  @Test
  void comparesPasswordEquallyOftenForUnknownAccounts() { // user enumeration by time
    guess(aUserRef(), HOME, "x");
    int forSomebody = passwords.comparisonCount();
    guess(new SubjectRef(SubjectRef.USER, "unknown-1"), HOME, "x");

    assertEquals(forSomebody, passwords.comparisonCount() - forSomebody);
  }

  @Test
  void doesNotCountSuccessfulSignIns() {
    for (int i = 0; i < 200; i++) {
      assertInstanceOf(AuthenticationStep.SuccessStep.class, guess(aUserRef(), HOME, RIGHT));
    }
  }

  @Test
  void resetsCounterAfterSuccess() {
    guesses(aUserRef(), HOME, 4);
    guess(aUserRef(), HOME, RIGHT);

    guesses(aUserRef(), HOME, 4);

    assertInstanceOf(AuthenticationStep.SuccessStep.class, guess(aUserRef(), HOME, RIGHT));
  }

  @Test
  void enforcesLimitForConcurrentGuesses() {
    long looked =
        IntStream.range(0, 100)
            .parallel()
            .filter(i -> guess(aUserRef(), HOME, "x") instanceof AuthenticationStep.FailureStep)
            .count();

    assertEquals(PasswordAttemptLimiter.ACCOUNT_AND_RANGE.attempts(), looked);
  }

  @Test
  void rejectsOverlongPasswordWithoutHashing() {
    assertEquals(
        new AuthenticationStep.FailureStep("wrong"), guess(aUserRef(), HOME, "x".repeat(100_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.200, true",
    "198.51.100.7, 198.51.101.7, false",
    "2001:db8:1:2::1, 2001:db8:1:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:2:2::1, false"
  })
  void groupsAddressesByNetworkPrefix(String one, String other, boolean same) {
    assertEquals(
        same,
        PasswordAttemptLimiter.network(one, 3, 6)
            .equals(PasswordAttemptLimiter.network(other, 3, 6)));
  }

  private void guesses(SubjectRef who, String address, int times) {
    for (int i = 0; i < times; i++) {
      guess(who, address, "guess" + i);
    }
  }

  private AuthenticationStep guess(SubjectRef who, String address, String password) {
    return proceed(who, address, Optional.empty(), password);
  }

  private AuthenticationStep guessByKnownBrowser(String password) {
    return proceed(aUserRef(), HOME, Optional.of("browser"), password);
  }

  private AuthenticationStep proceed(
      SubjectRef who, String address, Optional<String> browser, String password) {
    return method.proceed(ACME, attempt(who, address, browser), Map.of("password", password));
  }

  private static SignInAttempt attempt(SubjectRef who, String address, Optional<String> browser) {
    return new SignInAttempt("att", Optional.of(who), Map.of(), address, browser);
  }
}
