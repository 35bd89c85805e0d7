/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.authn.PostLoginStep.SignInStepResult;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeUserActivityRecorder;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;
import org.lumoauth.testkit.fake.user.FakeUserProfileService;

/** Ada, a user without profile data, in a tenant with profiling rules. */
final class ProfilingStepFixture {
  static final TenantContext ACME = aTenant().build();
  static final String ADA = aUserRef().id();
  static final SignInStepContext SIGNING_IN =
      new SignInStepContext(aUserRef(), Optional.of("app"), false);
  static final SignInStepContext SIGNED_IN =
      new SignInStepContext(aUserRef(), Optional.of("app"), true);

  private Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserActivityRecorder milestones = new FakeUserActivityRecorder();
  final Said profiles = new Said();
  final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(() -> now);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(ProfilingSettings.SECTION, new ProfilingSettings(profiles));

  /** A step on the same stores. */
  ProfilingSignInStep step() {
    return new ProfilingSignInStep(settings, users, milestones, profiles, store, audit, () -> now);
  }

  /** The tenant asks by these rules. */
  ProfilingStepFixture asking(Map<?, ?>... rules) {
    settings.change(
        ACME, ProfilingSettings.SECTION, Map.of("enabled", true, "rules", List.of(rules)));
    return this;
  }

  static Map<String, Object> required(String attribute) {
    return Map.of(ProfilingRule.ATTRIBUTE, attribute, ProfilingRule.REQUIRED, true);
  }

  static Map<String, Object> optional(String attribute) {
    return Map.of(ProfilingRule.ATTRIBUTE, attribute);
  }

  /** Names of what Ada is asked while she signs in. */
  List<String> asked() {
    return step().begin(ACME, SIGNING_IN).stream().flatMap(form -> names(form).stream()).toList();
  }

  static List<String> names(SignInStepForm form) {
    return ((List<?>) form.model().get("questions"))
        .stream().map(question -> (String) ((Map<?, ?>) question).get("name")).toList();
  }

  /** Ada answers what she is asked while she signs in. */
  SignInStepResult answer(Map<String, String> input) {
    var form = step().begin(ACME, SIGNING_IN).orElseThrow();
    return step().proceed(ACME, SIGNING_IN, form.state(), input, ada());
  }

  static AuditInitiator ada() {
    return new AuditInitiator(aUserRef(), List.of(), Optional.empty());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Profiles that the directory of the test knows of at once. */
  final class Said implements UserProfileService {
    private final FakeUserProfileService kept = new FakeUserProfileService();
    private final Map<String, String> known = new HashMap<>();

    Map<String, Object> ofAda() {
      return kept.claimsOf(ACME, ADA);
    }

    @Override
    public void rename(TenantContext tenant, String userId, PersonName names, AuditInitiator by) {
      kept.rename(tenant, userId, names, by);
    }

    @Override
    public void changeNamesAndAddress(
        TenantContext tenant,
        String userId,
        PersonName names,
        PostalAddress address,
        AuditInitiator by) {
      kept.changeNamesAndAddress(tenant, userId, names, address, by);
    }

    @Override
    public Set<String> editableClaims() {
      return kept.editableClaims();
    }

    @Override
    public Map<String, String> validateClaims(Map<String, ?> said) {
      return kept.validateClaims(said);
    }

    @Override
    public void changeClaims(
        TenantContext tenant, String userId, Map<String, ?> said, AuditInitiator by) {
      kept.changeClaims(tenant, userId, said, by);
      said.forEach((claim, value) -> known.put(claim, value.toString()));
      users.withLocalizedNames(tenant, userId, known);
    }
  }
}
