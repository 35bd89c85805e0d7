/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.authn.PostLoginStep.SignInStepInputError;
import org.lumoauth.api.authn.PostLoginStep.SignInStepNeed;
import org.lumoauth.api.authn.PostLoginStep.SignInStepRefusal;
import org.lumoauth.api.authn.PostLoginStep.SignInStepResult;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.state.PostAuthenticationState;
import org.lumoauth.authn.flow.state.PostAuthenticationState.PostLoginForm;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The installed post-login steps. If an installed module is unavailable, its step might be
 * required: then the sign-in cannot continue.
 */
@Component(service = PostLoginStepRegistry.class)
public final class PostLoginStepRegistry {
  private final ProviderTracker<PostLoginStep> providers;

  @Activate
  public PostLoginStepRegistry(@Reference ProviderRegistry registry) {
    this.providers = registry.track(PostLoginStep.class);
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /** The outcome of input for a step. */
  sealed interface PostLoginOutcome {

    /** The step is complete; more steps may follow. */
    record NextPostLoginStep(PostAuthenticationState after) implements PostLoginOutcome {}

    /** The form is shown again. */
    record PostLoginFormRetry(PostLoginForm form) implements PostLoginOutcome {}

    /** The sign-in ends. */
    record PostLoginEnd(String step) implements PostLoginOutcome {}
  }

  /** Returns whether a user with a session must complete a step before continuing to a client. */
  boolean isRequired(TenantContext tenant, SubjectRef subject, Optional<String> clientId) {
    var occasion = new SignInStepContext(subject, clientId, true);
    return first(
            (name, step) ->
                step.need(tenant, occasion) == SignInStepNeed.REQUIRED
                    ? Optional.of(name)
                    : Optional.empty())
        .isPresent();
  }

  /**
   * Returns the next step to show; empty if there is none.
   *
   * @param clientId the client to which the subject is signing in
   */
  Optional<PostAuthenticationState> next(
      TenantContext tenant, PostAuthenticationState after, Optional<String> clientId) {
    var occasion = new SignInStepContext(after.subject(), clientId, !after.signingIn());
    return first(
        (name, step) -> {
          boolean asks = !after.done().contains(name) && wanted(step.need(tenant, occasion), after);
          return asks
              ? step.begin(tenant, occasion)
                  .map(form -> after.withForm(PostLoginForm.of(name, form)))
              : Optional.empty();
        });
  }

  /** Returns whether the shown step is still installed and applies. */
  boolean isFormRequired(
      TenantContext tenant, PostAuthenticationState after, Optional<String> clientId) {
    var occasion = new SignInStepContext(after.subject(), clientId, !after.signingIn());
    var shown = after.shown().map(PostLoginForm::step).orElse("");
    return first(
            (name, step) ->
                name.equals(shown) && wanted(step.need(tenant, occasion), after)
                    ? Optional.of(name)
                    : Optional.empty())
        .isPresent();
  }

  /** Passes the input to the shown step. A removed step no longer applies. */
  PostLoginOutcome proceed(
      TenantContext tenant,
      PostAuthenticationState after,
      Optional<String> clientId,
      Map<String, String> input,
      AuditInitiator by) {
    var form = after.shown().orElseThrow();
    try (LeasedProviders<PostLoginStep> held = providers.leaseAll()) {
      held.requireAll();
      var occasion = new SignInStepContext(after.subject(), clientId, !after.signingIn());
      return held.leases().stream()
          .filter(lease -> lease.name().equals(form.step()))
          .findFirst()
          .map(
              lease ->
                  asked(
                      lease,
                      (name, step) ->
                          outcome(
                              after,
                              form,
                              step.proceed(tenant, occasion, form.state(), input, by))))
          .orElseGet(() -> new PostLoginOutcome.NextPostLoginStep(after.withDone(form.step())));
    }
  }

  private static PostLoginOutcome outcome(
      PostAuthenticationState after, PostLoginForm form, SignInStepResult result) {
    if (result instanceof SignInStepForm another) {
      return new PostLoginOutcome.NextPostLoginStep(
          after.withForm(PostLoginForm.of(form.step(), another)));
    }
    if (result instanceof SignInStepInputError wrong) {
      var model = new HashMap<>(form.model());
      model.putAll(wrong.model());
      return new PostLoginOutcome.PostLoginFormRetry(form.with(model));
    }
    return result instanceof SignInStepRefusal
        ? new PostLoginOutcome.PostLoginEnd(form.step())
        : new PostLoginOutcome.NextPostLoginStep(after.withDone(form.step()));
  }

  private static boolean wanted(SignInStepNeed need, PostAuthenticationState after) {
    return need == SignInStepNeed.REQUIRED || need == SignInStepNeed.OPTIONAL && after.signingIn();
  }

  /** Returns the first result of a step. */
  private <T> Optional<T> first(BiFunction<String, PostLoginStep, Optional<T>> question) {
    try (LeasedProviders<PostLoginStep> held = providers.leaseAll()) {
      held.requireAll();
      return held.leases().stream().flatMap(lease -> asked(lease, question).stream()).findFirst();
    }
  }

  private static <T> T asked(
      ServiceLease<PostLoginStep> lease, BiFunction<String, PostLoginStep, T> question) {
    try {
      return question.apply(lease.name(), lease.get());
    } catch (ApiException e) {
      throw e; // Already describes the problem.
    } catch (RuntimeException e) {
      throw new PostLoginStepException(lease.name(), e);
    }
  }
}
