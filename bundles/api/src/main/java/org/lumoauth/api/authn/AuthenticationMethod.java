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
 * Extension point: one step of an interactive sign-in, as a password or a passkey. Registered with
 * {@code lumoauth.kind=authentication-method} and {@code lumoauth.name}. Keeps what it must
 * remember between two steps in the {@link SignInAttempt}, never in itself, so that a sign-in begun
 * on one version of a method ends on the next.
 */
public interface AuthenticationMethod {

  /** Authentication method reference values that a success adds to {@code amr} (RFC 8176). */
  Set<String> amr();

  /**
   * Whether it proves more than what somebody knows: what they hold, or what they are (RFC 8176
   * section 2). A value of {@link #amr} that is not registered, as of a link in a mail, says
   * neither.
   */
  default boolean isPossessionOrInherence() {
    Set<String> values =
        Set.of(
            "otp", "hwk", "swk", "sms", "tel", "sc", "pop", "mca", "mfa", "face", "fpt", "iris",
            "retina", "vbm");
    return amr().stream().anyMatch(values::contains);
  }

  /** Whether this subject can use the method now; an empty subject asks before identification. */
  boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject);

  /**
   * Ways to begin before anybody has said who they are, each a button of the first page: a passkey,
   * or a connection to another provider. Such a step has no subject in its {@link SignInAttempt}
   * but {@value #WAY} in its state, and finds out itself who it is.
   */
  default List<SignInOption> signInOptions(TenantContext tenant) {
    return List.of();
  }

  /** The name in {@link SignInAttempt#state} under which a step is told by which way it begins. */
  String WAY = "way";

  /**
   * The name of the parameter by which a browser comes back from a {@link
   * AuthenticationStep.Redirect}, and of the one input of the step then.
   */
  String ANSWER = "answer";

  /**
   * The name in {@link SignInAttempt#state} under which a step is told by which link it begins, and
   * of the parameter by which a browser brings one that the method sent to a person: {@code
   * /t/{slug}/login?attempt=ID&method=NAME&link=LINK}. Such a step has no subject; it goes on in
   * the sign-in of this id where that is the browser's own, and else in a new one that leads to the
   * person's account. It must ask before it proves anything: programs that read mail open links.
   */
  String LINK = "link";

  /**
   * Whether a link is one that this method sent to somebody of this tenant and that holds now. To
   * ask does not use it up.
   */
  default boolean isValidLink(TenantContext tenant, String link) {
    return false;
  }

  /**
   * Names of the methods by which nobody of this tenant signs in while this one is installed. They
   * are neither offered nor, where somebody has begun with one before, looked at any more.
   *
   * <p>While the module of a method is installed but away nobody can ask it. A tenant that set
   * {@code enabled} and {@code only} in the section of settings that has the method's name then
   * still takes no {@code password}.
   */
  default Set<String> replacedMethods(TenantContext tenant) {
    return Set.of();
  }

  /**
   * A button of the first page.
   *
   * @param id names the way among those of the method
   * @param label what the button says; empty for the message {@code flow.method.METHOD}
   * @param icon the name of one of the pages' icons, as {@code passkey}
   */
  record SignInOption(String id, Optional<String> label, Optional<String> icon) {}

  /** Begins the step: what the page is to show. */
  AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt);

  /** Takes what the person entered. */
  AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input);

  /**
   * Forgets failed attempts on an account: its user has proven to receive the account's mail and
   * set a new password in this browser. Limits that count attempts on several accounts remain.
   *
   * @param attempt names the user and the browser; no sign-in is under way
   */
  default void forgetFailedAttempts(TenantContext tenant, SignInAttempt attempt) {}

  /**
   * A sign-in under way.
   *
   * @param id names it, opaque
   * @param subject who signs in, once that is known
   * @param state what the method kept of earlier steps, text by name
   * @param remoteAddress the peer's address
   * @param knownBrowser names the browser if the subject has signed in by it before; opaque
   * @param locales the reader's languages, the preferred first; empty for the tenant's
   * @param notBefore the earliest that somebody may have proven who they are ({@code max_age},
   *     {@code prompt=login}); matters to a method that goes by a proof made elsewhere
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

    /** An attempt of a reader of the tenant's language. */
    public SignInAttempt(
        String id,
        Optional<SubjectRef> subject,
        Map<String, String> state,
        String remoteAddress,
        Optional<String> knownBrowser) {
      this(id, subject, state, remoteAddress, knownBrowser, List.of());
    }

    /** An attempt for which a proof of any time will do. */
    public SignInAttempt(
        String id,
        Optional<SubjectRef> subject,
        Map<String, String> state,
        String remoteAddress,
        Optional<String> knownBrowser,
        List<Locale> locales) {
      this(id, subject, state, remoteAddress, knownBrowser, locales, Optional.empty());
    }

    /** An attempt in a browser that nobody knows. */
    public SignInAttempt(
        String id, Optional<SubjectRef> subject, Map<String, String> state, String remoteAddress) {
      this(id, subject, state, remoteAddress, Optional.empty());
    }
  }

  /** What comes of a step. */
  sealed interface AuthenticationStep {

    /**
     * Show this and come back.
     *
     * @param view the name of the method's form
     * @param model what the form shows
     * @param state what to remember for the next step
     */
    record PromptStep(String view, Map<String, Object> model, Map<String, String> state)
        implements AuthenticationStep {}

    /**
     * Send the browser elsewhere. Whoever gets it back sends it, with what it brought in a
     * short-lived store, to the page of the sign-in: {@code /t/{slug}/login?attempt=ID&answer=KEY},
     * the id being the attempt's. The step proceeds with the key alone.
     *
     * @param location an absolute URL
     * @param state what to remember until then
     */
    record RedirectStep(String location, Map<String, String> state) implements AuthenticationStep {}

    /**
     * Proven.
     *
     * @param subject who it is
     * @param amr what this proof adds to {@code amr} beside what the method always does
     */
    record SuccessStep(SubjectRef subject, Set<String> amr) implements AuthenticationStep {
      public SuccessStep {
        amr = Set.copyOf(amr);
      }

      /** Proven as the method always does. */
      public SuccessStep(SubjectRef subject) {
        this(subject, Set.of());
      }
    }

    /**
     * Not proven.
     *
     * @param code the machine-readable reason, the same for an unknown subject and a wrong proof
     */
    record FailureStep(String code) implements AuthenticationStep {}

    /**
     * Not looked at: there were too many attempts.
     *
     * @param until from when on one may be made again; the same for a subject that is not known
     */
    record RateLimitStep(Instant until) implements AuthenticationStep {}

    /**
     * Not looked at: what the proof depends on does not answer now. That says nothing of who signs
     * in, and is counted against nobody; they can begin anew shortly.
     */
    record UnavailableStep() implements AuthenticationStep {}
  }
}
