package org.lumoauth.authn.profiling;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep.Form;
import org.lumoauth.api.authn.SignInStep.Occasion;
import org.lumoauth.api.authn.SignInStep.Result;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserMilestones;
import org.lumoauth.testkit.fake.FakeUserProfiles;

/** Ada, of whom nothing is known, in a tenant that asks. */
final class Fixture {
  static final TenantContext ACME = aTenant().build();
  static final String ADA = aUserRef().id();
  static final Occasion SIGNING_IN = new Occasion(aUserRef(), Optional.of("app"), false);
  static final Occasion SIGNED_IN = new Occasion(aUserRef(), Optional.of("app"), true);

  private Instant now = Instant.parse("2027-01-01T00:00:00Z");
  final FakeAuditLog audit = new FakeAuditLog();
  final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  final FakeUserMilestones milestones = new FakeUserMilestones();
  final Said profiles = new Said();
  final FakeShortLivedStore store = new FakeShortLivedStore(() -> now);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(ProfilingSettings.SECTION, new ProfilingSettings(profiles));

  /** A step on the same stores. */
  ProfilingStep step() {
    var omissions = new Omissions(store, () -> now);
    return new ProfilingStep(
        new Questions(settings, users, milestones, omissions),
        profiles,
        omissions,
        new ProfilingAudit(audit));
  }

  /** The tenant asks by these rules. */
  Fixture asking(Map<?, ?>... rules) {
    settings.change(
        ACME,
        ProfilingSettings.SECTION,
        Map.of(ProfilingSettings.ENABLED, true, ProfilingSettings.RULES, List.of(rules)));
    return this;
  }

  static Map<String, Object> required(String attribute) {
    return Map.of(Rule.ATTRIBUTE, attribute, Rule.REQUIRED, true);
  }

  static Map<String, Object> optional(String attribute) {
    return Map.of(Rule.ATTRIBUTE, attribute);
  }

  /** Names of what Ada is asked while she signs in. */
  List<String> asked() {
    return step().begin(ACME, SIGNING_IN).stream().flatMap(form -> names(form).stream()).toList();
  }

  static List<String> names(Form form) {
    return ((List<?>) form.model().get("questions"))
        .stream().map(question -> (String) ((Map<?, ?>) question).get("name")).toList();
  }

  /** Ada answers what she is asked while she signs in. */
  Result answer(Map<String, String> input) {
    var form = step().begin(ACME, SIGNING_IN).orElseThrow();
    return step().proceed(ACME, SIGNING_IN, form.state(), input, ada());
  }

  static Initiator ada() {
    return new Initiator(aUserRef(), List.of(), Optional.empty());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Profiles that the directory of the test knows of at once. */
  final class Said implements UserProfiles {
    private final FakeUserProfiles kept = new FakeUserProfiles();
    private final Map<String, String> known = new HashMap<>();

    Map<String, Object> ofAda() {
      return kept.saidBy(ACME, ADA);
    }

    @Override
    public void rename(TenantContext tenant, String userId, Names names, Initiator by) {
      kept.rename(tenant, userId, names, by);
    }

    @Override
    public void describe(
        TenantContext tenant, String userId, Names names, PostalAddress address, Initiator by) {
      kept.describe(tenant, userId, names, address, by);
    }

    @Override
    public Set<String> claims() {
      return kept.claims();
    }

    @Override
    public Map<String, String> faults(Map<String, ?> said) {
      return kept.faults(said);
    }

    @Override
    public void say(TenantContext tenant, String userId, Map<String, ?> said, Initiator by) {
      kept.say(tenant, userId, said, by);
      said.forEach((claim, value) -> known.put(claim, value.toString()));
      users.knowing(tenant, userId, known);
    }
  }
}
