/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The requirements for a sign-in (OpenID Connect Core section 3.1.2.1).
 *
 * @param notBefore the earliest acceptable {@code auth_time}: from {@code max_age}, or the start of
 *     the request for {@code prompt=login}
 * @param acrValues the acceptable authentication context classes, the preferred first; empty means
 *     any
 * @param acrEssential whether only {@code acrValues} are acceptable
 * @param subject the only acceptable user ({@code id_token_hint})
 * @param loginHint the value to prefill
 * @param chooseAccount whether to prompt for an account even if a user is signed in
 * @param create whether to begin with registration ({@code prompt=create})
 * @param uiLocales the languages for the pages, BCP 47 tags separated by spaces
 * @param clientId the client that the pages name
 */
public record SignInRequirement(
    Optional<Instant> notBefore,
    List<String> acrValues,
    boolean acrEssential,
    Optional<SubjectRef> subject,
    Optional<String> loginHint,
    boolean chooseAccount,
    boolean create,
    Optional<String> uiLocales,
    Optional<String> clientId) {
  public SignInRequirement {
    acrValues = List.copyOf(acrValues);
  }

  /** Returns a requirement that any user meets, signed in at any time by any method. */
  public static SignInRequirement any() {
    return new SignInRequirement(
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy that requires a sign-in at this time or later. */
  public SignInRequirement authenticatedSince(Instant earliest) {
    return new SignInRequirement(
        Optional.of(earliest),
        acrValues,
        acrEssential,
        subject,
        loginHint,
        chooseAccount,
        create,
        uiLocales,
        clientId);
  }

  /** Returns a copy that requires one of these context classes if available; none means any. */
  public SignInRequirement withAcrValues(List<String> contextClasses) {
    return new SignInRequirement(
        notBefore,
        contextClasses,
        false,
        subject,
        loginHint,
        chooseAccount,
        create,
        uiLocales,
        clientId);
  }

  /** Returns a copy that only this user meets. */
  public SignInRequirement withSubject(SubjectRef user) {
    return new SignInRequirement(
        notBefore,
        acrValues,
        acrEssential,
        Optional.of(user),
        loginHint,
        chooseAccount,
        create,
        uiLocales,
        clientId);
  }

  /** Returns a copy with this login prefilled. */
  public SignInRequirement withLoginHint(String login) {
    return new SignInRequirement(
        notBefore,
        acrValues,
        acrEssential,
        subject,
        Optional.of(login),
        chooseAccount,
        create,
        uiLocales,
        clientId);
  }

  /** Returns a copy with {@code chooseAccount} set. */
  public SignInRequirement withChooseAccount(boolean account) {
    return new SignInRequirement(
        notBefore,
        acrValues,
        acrEssential,
        subject,
        loginHint,
        account,
        create,
        uiLocales,
        clientId);
  }
}
