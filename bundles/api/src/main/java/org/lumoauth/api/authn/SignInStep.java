package org.lumoauth.api.authn;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: what somebody is asked after they proved who they are and before they are signed
 * in, as what is missing of their profile, or whether they accept new terms. Registered with {@code
 * lumoauth.kind=sign-in-step} and {@code lumoauth.name}. Steps come in the order of {@code
 * service.ranking}, the highest first, and then of their names. There is no session before every
 * step that is not {@link SignInStepNeed#NONE} is done, and who has a session is asked for a step
 * that is {@link SignInStepNeed#REQUIRED} before they go on to an application.
 *
 * <p>A step keeps what it must remember in {@link SignInStepForm#state}, never in itself, so that a
 * sign-in goes on when its module is replaced; what it is to remember of the person for longer, it
 * keeps where that belongs. What it throws ends the sign-in. Once its module is removed nobody is
 * asked.
 */
public interface SignInStep {

  /** Whether there is something to ask. */
  enum SignInStepNeed {
    /** Nothing. */
    NONE,
    /** Whoever is signing in is asked; who is signed in already goes on without. */
    OPTIONAL,
    /** Nobody goes on without. */
    REQUIRED
  }

  /**
   * Whom a step would ask, and what for.
   *
   * @param subject who proved who they are
   * @param clientId the client that they are on their way to, if it is one
   * @param signedIn whether they have a session already: then only what is required is asked
   */
  record SignInStepContext(SubjectRef subject, Optional<String> clientId, boolean signedIn) {}

  /** Whether there is something to ask; asked often, so it answers quickly and changes nothing. */
  SignInStepNeed need(TenantContext tenant, SignInStepContext occasion);

  /**
   * Begins: what the page is to show. Called where {@link #need} is not {@link
   * SignInStepNeed#NONE}; if there is nothing to ask any more, the form is empty.
   */
  Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion);

  /**
   * Takes what the person entered.
   *
   * @param state what {@link #begin} or an earlier form wanted remembered: no browser has seen it
   * @param input what was entered, by the names of the fields, whatever anybody may send
   * @param by who asks, with the request, for the audit log
   */
  SignInStepResult proceed(
      TenantContext tenant,
      SignInStepContext occasion,
      Map<String, String> state,
      Map<String, String> input,
      AuditInitiator by);

  /** What comes of what was entered. */
  sealed interface SignInStepResult
      permits SignInStepForm, SignInStepInputError, SignInStepCompletion, SignInStepRefusal {}

  /**
   * Show this and come back.
   *
   * @param view the name of the page's template
   * @param model what it shows, JSON-like values, beside what all forms of a sign-in have
   * @param state what to remember, text by name
   */
  record SignInStepForm(String view, Map<String, Object> model, Map<String, String> state)
      implements SignInStepResult {
    public SignInStepForm {
      model = Map.copyOf(model);
      state = Map.copyOf(state);
    }
  }

  /**
   * It will not do: the same form again, with the same state.
   *
   * @param model what it shows now, with what is wrong
   */
  record SignInStepInputError(Map<String, Object> model) implements SignInStepResult {
    public SignInStepInputError {
      model = Map.copyOf(model);
    }
  }

  /** It is done, or was left out where it may be. It does not come again in this sign-in. */
  record SignInStepCompletion() implements SignInStepResult {}

  /** The person does not want what is needed: the sign-in is over, as if they had given up. */
  record SignInStepRefusal() implements SignInStepResult {}
}
