package org.lumoauth.authn.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep;
import org.lumoauth.api.authn.SignInStep.Declined;
import org.lumoauth.api.authn.SignInStep.Form;
import org.lumoauth.api.authn.SignInStep.Need;
import org.lumoauth.api.authn.SignInStep.Occasion;
import org.lumoauth.api.authn.SignInStep.Result;
import org.lumoauth.api.authn.SignInStep.Wrong;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.flow.AfterProof.Shown;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The steps that follow the proof, as they are installed. One whose module is there but does not
 * run might be needed: then nobody goes on.
 */
@Component(service = FollowingSteps.class)
public final class FollowingSteps {
  private final Providers<SignInStep> providers;

  @Activate
  public FollowingSteps(@Reference ProviderRegistry registry) {
    this.providers = registry.follow(SignInStep.class);
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /** Where what somebody entered leads. */
  sealed interface Outcome {

    /** On, from here: there may be more steps. */
    record On(AfterProof after) implements Outcome {}

    /** Back to the same form. */
    record Again(Shown form) implements Outcome {}

    /** To the end. */
    record Over(String step) implements Outcome {}
  }

  /** Whether there is a step without which who has a session does not go on to a client. */
  boolean required(TenantContext tenant, SubjectRef subject, Optional<String> clientId) {
    var occasion = new Occasion(subject, clientId, true);
    return first(
            (name, step) ->
                step.need(tenant, occasion) == Need.REQUIRED ? Optional.of(name) : Optional.empty())
        .isPresent();
  }

  /**
   * The next step to show; empty if there is none.
   *
   * @param clientId the client that the subject is on the way to
   */
  Optional<AfterProof> next(TenantContext tenant, AfterProof after, Optional<String> clientId) {
    var occasion = new Occasion(after.subject(), clientId, !after.signingIn());
    return first(
        (name, step) -> {
          boolean asks = !after.done().contains(name) && wanted(step.need(tenant, occasion), after);
          return asks
              ? step.begin(tenant, occasion).map(form -> after.showing(Shown.of(name, form)))
              : Optional.empty();
        });
  }

  /** Whether the step that is shown is still there, and asks. */
  boolean asks(TenantContext tenant, AfterProof after, Optional<String> clientId) {
    var occasion = new Occasion(after.subject(), clientId, !after.signingIn());
    var shown = after.shown().map(Shown::step).orElse("");
    return first(
            (name, step) ->
                name.equals(shown) && wanted(step.need(tenant, occasion), after)
                    ? Optional.of(name)
                    : Optional.empty())
        .isPresent();
  }

  /** Lets the step that is shown look at what was entered. One that was removed asks no more. */
  Outcome proceed(
      TenantContext tenant,
      AfterProof after,
      Optional<String> clientId,
      Map<String, String> input,
      Initiator by) {
    var form = after.shown().orElseThrow();
    try (Held<SignInStep> held = providers.hold()) {
      held.requireAll();
      var occasion = new Occasion(after.subject(), clientId, !after.signingIn());
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
          .orElseGet(() -> new Outcome.On(after.did(form.step())));
    }
  }

  private static Outcome outcome(AfterProof after, Shown form, Result result) {
    if (result instanceof Form another) {
      return new Outcome.On(after.showing(Shown.of(form.step(), another)));
    }
    if (result instanceof Wrong wrong) {
      var model = new HashMap<>(form.model());
      model.putAll(wrong.model());
      return new Outcome.Again(form.with(model));
    }
    return result instanceof Declined
        ? new Outcome.Over(form.step())
        : new Outcome.On(after.did(form.step()));
  }

  private static boolean wanted(Need need, AfterProof after) {
    return need == Need.REQUIRED || need == Need.OPTIONAL && after.signingIn();
  }

  /** What the first step says that says anything. */
  private <T> Optional<T> first(BiFunction<String, SignInStep, Optional<T>> question) {
    try (Held<SignInStep> held = providers.hold()) {
      held.requireAll();
      return held.leases().stream().flatMap(lease -> asked(lease, question).stream()).findFirst();
    }
  }

  private static <T> T asked(Lease<SignInStep> lease, BiFunction<String, SignInStep, T> question) {
    try {
      return question.apply(lease.name(), lease.get());
    } catch (Problem e) {
      throw e; // says itself what is wrong
    } catch (RuntimeException e) {
      throw new StepFailed(lease.name(), e);
    }
  }
}
