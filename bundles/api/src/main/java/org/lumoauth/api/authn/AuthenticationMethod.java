/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one step of an interactive sign-in, such as a password or a passkey. Registered
 * with {@code lumoauth.kind=authentication-method} and {@code lumoauth.name}. A method stores its
 * state between two steps in the {@link SignInAttempt}, never in itself, so that a sign-in can
 * start on one version of a method and finish on the next.
 */
public interface AuthenticationMethod {

  /**
   * Returns the authentication method reference values that a success adds to {@code amr} (RFC
   * 8176).
   */
  Set<String> amr();

  /**
   * Returns whether the method proves possession or inherence rather than only knowledge (RFC 8176
   * section 2). An unregistered {@link #amr} value, such as that of a link in a mail, proves
   * neither.
   */
  default boolean isPossessionOrInherence() {
    Set<String> values =
        Set.of(
            "otp", "hwk", "swk", "sms", "tel", "sc", "pop", "mca", "mfa", "face", "fpt", "iris",
            "retina", "vbm");
    return amr().stream().anyMatch(values::contains);
  }

  /**
   * Returns whether this subject can use the method now. An empty subject refers to the time before
   * identification.
   */
  boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject);

  /**
   * Returns the options to start a sign-in before the user is identified, each a button of the
   * first page: for example a passkey, or a connection to another provider. Such a step has no
   * subject in its {@link SignInAttempt} but {@value #WAY} in its state, and identifies the user
   * itself.
   */
  default List<SignInOption> signInOptions(TenantContext tenant) {
    return List.of();
  }

  /**
   * The key in {@link SignInAttempt#state} for the id of the {@link SignInOption} with which a step
   * begins.
   */
  String WAY = "way";

  /**
   * The parameter with which a browser returns from an {@link AuthenticationStep.RedirectStep}, and
   * the only input of the step in that case.
   */
  String ANSWER = "answer";

  /**
   * The key in {@link SignInAttempt#state} for the link with which a step begins, and the parameter
   * of a link that the method sent to a user: {@code
   * /t/{slug}/login?attempt=ID&method=NAME&link=LINK}. Such a step has no subject. It continues the
   * sign-in with this id if that belongs to the same browser, and otherwise begins a new sign-in to
   * the user's account. The step must show a page before it proves anything, because mail scanners
   * open links.
   */
  String LINK = "link";

  /**
   * Returns whether this method sent the link to a user of this tenant and the link is valid now.
   * Does not consume the link.
   */
  default boolean isValidLink(TenantContext tenant, String link) {
    return false;
  }

  /**
   * Returns the names of the methods that this installed method replaces for all users of the
   * tenant. They are neither offered nor accepted in a sign-in that already started with one of
   * them.
   *
   * <p>While the module of a method is installed but unavailable, this method cannot be called. A
   * tenant that set {@code enabled} and {@code only} in the settings section with the method's name
   * still does not accept {@code password}.
   */
  default Set<String> replacedMethods(TenantContext tenant) {
    return Set.of();
  }

  /**
   * A button of the first page.
   *
   * @param id identifies the option among those of the method
   * @param label the label of the button; empty for the message {@code flow.method.METHOD}
   * @param icon the name of one of the pages' icons, such as {@code passkey}
   */
  record SignInOption(String id, Optional<String> label, Optional<String> icon) {}

  /** Begins the step and returns what the page must show. */
  AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt);

  /** Processes the user's input. */
  AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input);

  /**
   * Clears failed attempts on an account after its user has proven access to the account's mailbox
   * and set a new password in this browser. Limits that count attempts across several accounts
   * remain.
   *
   * @param attempt identifies the user and the browser; no sign-in is in progress
   */
  default void forgetFailedAttempts(TenantContext tenant, SignInAttempt attempt) {}

  /**
   * A sign-in in progress.
   *
   * @param id the opaque id
   * @param subject the user who signs in, once identified
   * @param state the state that the method stored in earlier steps, as strings by name
   * @param remoteAddress the address of the peer
   * @param knownBrowser identifies the browser if the subject has signed in with it before; opaque
   * @param locales the reader's languages, the preferred first; empty for the tenant's language
   * @param notBefore the earliest acceptable time of the authentication ({@code max_age}, {@code
   *     prompt=login}); relevant for a method that relies on an authentication by another system
   */
  record SignInAttempt(
      String id,
      Optional<SubjectRef> subject,
      Map<String, String> state,
      String remoteAddress,
      Optional<String> knownBrowser,
      List<Locale> locales,
      Optional<Instant> notBefore) {
    public SignInAttempt {
      state = Map.copyOf(state);
      locales = List.copyOf(locales);
    }

    /** Creates an attempt in the tenant's language. */
    public SignInAttempt(
        String id,
        Optional<SubjectRef> subject,
        Map<String, String> state,
        String remoteAddress,
        Optional<String> knownBrowser) {
      this(id, subject, state, remoteAddress, knownBrowser, List.of());
    }

    /** Creates an attempt that accepts an authentication at any time. */
    public SignInAttempt(
        String id,
        Optional<SubjectRef> subject,
        Map<String, String> state,
        String remoteAddress,
        Optional<String> knownBrowser,
        List<Locale> locales) {
      this(id, subject, state, remoteAddress, knownBrowser, locales, Optional.empty());
    }

    /** Creates an attempt in an unknown browser. */
    public SignInAttempt(
        String id, Optional<SubjectRef> subject, Map<String, String> state, String remoteAddress) {
      this(id, subject, state, remoteAddress, Optional.empty());
    }
  }

  /** The result of a step. */
  sealed interface AuthenticationStep {

    /**
     * Shows a form and continues with its input.
     *
     * @param view the name of the method's form
     * @param model the values that the form shows
     * @param state the state for the next step
     */
    record PromptStep(String view, Map<String, Object> model, Map<String, String> state)
        implements AuthenticationStep {}

    /**
     * Redirects the browser to another URL. The endpoint that receives the browser's return puts
     * its parameters in a short-lived store and redirects to the page of the sign-in: {@code
     * /t/{slug}/login?attempt=ID&answer=KEY}, where ID is the id of the attempt. The step proceeds
     * with the key only.
     *
     * @param location an absolute URL
     * @param state the state to store until then
     */
    record RedirectStep(String location, Map<String, String> state) implements AuthenticationStep {}

    /**
     * Successful authentication.
     *
     * @param subject the authenticated subject
     * @param amr the values to add to {@code amr} besides those of the method
     */
    record SuccessStep(SubjectRef subject, Set<String> amr) implements AuthenticationStep {
      public SuccessStep {
        amr = Set.copyOf(amr);
      }

      /** Creates a success without additional {@code amr} values. */
      public SuccessStep(SubjectRef subject) {
        this(subject, Set.of());
      }
    }

    /**
     * Failed authentication.
     *
     * @param code the machine-readable reason, the same for an unknown subject and a wrong
     *     credential
     */
    record FailureStep(String code) implements AuthenticationStep {}

    /**
     * Too many attempts: the input was not checked.
     *
     * @param until when the next attempt is allowed; the same for an unknown subject
     */
    record RateLimitStep(Instant until) implements AuthenticationStep {}

    /**
     * A dependency of the method is temporarily unavailable: the input was not checked. This does
     * not count as a failed attempt, and the user can retry soon.
     */
    record UnavailableStep() implements AuthenticationStep {}
  }
}
