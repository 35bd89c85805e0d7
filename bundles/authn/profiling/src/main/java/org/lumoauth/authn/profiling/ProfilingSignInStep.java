/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests missing profile attributes. Optional attributes can be skipped and are requested again
 * after a while.
 */
@Component(property = {"lumoauth.kind=sign-in-step", "lumoauth.name=" + ProfilingSignInStep.NAME})
public final class ProfilingSignInStep implements PostLoginStep {
  static final String NAME = "profile";

  /** The field of the button that skips all questions. */
  static final String LATER = "later";

  private static final String VIEW = "profile-questions";
  private static final String ASKED = "asked";

  private final ProfileQuestionSelector questions;
  private final UserProfileService profiles;
  private final SkippedQuestionStore omissions;
  private final AuditLog log;

  @Activate
  public ProfilingSignInStep(
      @Reference SettingsStore settings,
      @Reference UserDirectory users,
      @Reference UserActivityRecorder milestones,
      @Reference UserProfileService profiles,
      @Reference ShortLivedRecordStore records,
      @Reference AuditLog log,
      @Reference InstantSource clock) {
    this.omissions = new SkippedQuestionStore(records, clock);
    this.questions = new ProfileQuestionSelector(settings, users, milestones, omissions);
    this.profiles = profiles;
    this.log = log;
  }

  @Override
  public SignInStepNeed need(TenantContext tenant, SignInStepContext occasion) {
    var all = questions.of(tenant, occasion);
    if (all.isEmpty()) {
      return SignInStepNeed.NONE;
    }
    return all.get(0).required() ? SignInStepNeed.REQUIRED : SignInStepNeed.OPTIONAL;
  }

  @Override
  public Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion) {
    var all = questions.of(tenant, occasion);
    return all.isEmpty() ? Optional.empty() : Optional.of(form(all));
  }

  private static SignInStepForm form(List<ProfileQuestion> all) {
    var asked = new ArrayList<Map<String, Object>>();
    all.forEach(
        question ->
            asked.add(Map.of("name", question.attribute(), "required", question.required())));
    return new SignInStepForm(
        VIEW,
        Map.of("questions", asked, LATER, all.stream().noneMatch(ProfileQuestion::required)),
        Map.of(ASKED, ProfileQuestionCodec.of(all)));
  }

  @Override
  public SignInStepResult proceed(
      TenantContext tenant,
      SignInStepContext occasion,
      Map<String, String> state,
      Map<String, String> input,
      AuditInitiator by) {
    var asked = ProfileQuestionCodec.read(state.getOrDefault(ASKED, ""));
    if (asked.isEmpty()) {
      return begin(tenant, occasion)
          .<SignInStepResult>map(form -> form)
          .orElseGet(SignInStepCompletion::new);
    }
    boolean later = input.containsKey(LATER) && asked.stream().noneMatch(ProfileQuestion::required);
    var names = asked.stream().map(ProfileQuestion::attribute).toList();
    var answers = ProfileAnswers.of(names, later ? Map.of() : input);
    var errors = errors(asked, answers);
    if (!errors.isEmpty()) {
      return new SignInStepInputError(Map.of("errors", errors, "values", answers.entered()));
    }
    keep(tenant, occasion.subject().id(), asked, answers, by);
    return new SignInStepCompletion();
  }

  private Map<String, String> errors(List<ProfileQuestion> asked, ProfileAnswers answers) {
    Map<String, String> errors = new HashMap<>(profiles.validateClaims(answers.said()));
    for (ProfileQuestion question : asked) {
      if (question.required() && !answers.said().containsKey(question.attribute())) {
        boolean address = question.attribute().equals(ProfileAnswers.ADDRESS);
        errors.put(
            address ? ProfileAnswers.PARTS.get(0) : question.attribute(),
            address ? "address" : "missing");
      }
    }
    return errors;
  }

  private void keep(
      TenantContext tenant,
      String userId,
      List<ProfileQuestion> asked,
      ProfileAnswers answers,
      AuditInitiator by) {
    var left =
        asked.stream()
            .filter(question -> !answers.said().containsKey(question.attribute()))
            .collect(Collectors.toList());
    if (!answers.said().isEmpty()) {
      profiles.changeClaims(tenant, userId, answers.said(), by);
    }
    left.forEach(question -> omissions.recordSkip(tenant, userId, question));
    if (!left.isEmpty()) {
      log.record(
          tenant.id(),
          by.auditEvent("profile.left_out", "A user skipped requested profile attributes.")
              .withTarget(by.actor().type(), by.actor().id())
              .withDetail("attributes", left.stream().map(ProfileQuestion::attribute).toList()));
    }
  }
}
