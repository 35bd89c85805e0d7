/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;

/** Selects the questions for a user, by the rules of the tenant. */
final class ProfileQuestionSelector {
  /** The maximum number of questions in one sign-in. */
  static final int MAX = 3;

  private final SettingsStore settings;
  private final UserDirectory users;
  private final UserActivityRecorder milestones;
  private final SkippedQuestionStore omissions;

  ProfileQuestionSelector(
      SettingsStore settings,
      UserDirectory users,
      UserActivityRecorder milestones,
      SkippedQuestionStore omissions) {
    this.settings = settings;
    this.users = users;
    this.milestones = milestones;
    this.omissions = omissions;
  }

  /** Returns the questions, required ones first. */
  List<ProfileQuestion> of(TenantContext tenant, SignInStepContext occasion) {
    var rules = rules(tenant, occasion);
    if (rules.isEmpty()) {
      return List.of();
    }
    var user = occasion.subject().id();
    var known = users.standardClaims(tenant, user).keySet();
    long before = signInsBefore(tenant, occasion);
    Map<String, ProfileQuestion> questions = new LinkedHashMap<>();
    rules.stream()
        .filter(rule -> !known.contains(rule.attribute()) && rule.afterSignIns() <= before)
        .sorted(Comparator.comparing(ProfilingRule::required).reversed())
        .filter(rule -> rule.required() || omissions.mayAskAgain(tenant, user, rule))
        .forEach(
            rule ->
                questions.putIfAbsent(
                    rule.attribute(),
                    new ProfileQuestion(rule.attribute(), rule.required(), rule.askAgain())));
    return questions.values().stream().limit(MAX).toList();
  }

  private List<ProfilingRule> rules(TenantContext tenant, SignInStepContext occasion) {
    var values = settings.read(tenant, ProfilingSettings.SECTION);
    boolean asks =
        ProfilingSettings.ENABLED.from(values) && occasion.subject().type().equals(SubjectRef.USER);
    return asks
        ? ProfilingSettings.RULES.from(values).stream()
            .filter(rule -> rule.appliesTo(occasion.clientId()))
            .filter(rule -> rule.required() || !occasion.signedIn())
            .toList()
        : List.of();
  }

  /**
   * Returns the number of completed sign-ins. A sign-in counts after its end, so the current
   * session's own sign-in is excluded; it may not be counted yet, for example on another server.
   */
  private long signInsBefore(TenantContext tenant, SignInStepContext occasion) {
    long counted = milestones.countSignIns(tenant, occasion.subject().id());
    return occasion.signedIn() ? Math.max(0, counted - 1) : counted;
  }
}
