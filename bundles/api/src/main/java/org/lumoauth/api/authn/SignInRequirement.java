package org.lumoauth.api.authn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What a sign-in has to reach (OpenID Connect Core section 3.1.2.1).
 *
 * @param notBefore the earliest {@code auth_time} that will do: from {@code max_age}, or the start
 *     of the request for {@code prompt=login}
 * @param acrValues context classes that will do, the preferred first; empty means any
 * @param acrEssential whether nothing but {@code acrValues} will do
 * @param subject the only user that will do ({@code id_token_hint})
 * @param loginHint what to fill in
 * @param chooseAccount whether to ask who it is even where somebody is signed in
 * @param create whether to begin with registration ({@code prompt=create})
 * @param uiLocales languages for the pages, BCP 47 tags separated by spaces
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

  /** Anybody, signed in at any time by any method. */
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

  /** The same, signed in at this time or later. */
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

  /**
   * The same, by a method of one of these context classes where that can be had; none means any.
   */
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

  /** The same, and nobody but this user. */
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

  /** The same, with this filled in. */
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

  /** The same, with whether to ask who it is even where somebody is signed in. */
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
