/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** A decision service with the models of a test. */
final class DecisionServiceFixture {

  final FakeProviderRegistry registry = new FakeProviderRegistry();
  private String[] required = {};
  private String[] inline = {};
  private final VoteCombiningPolicyCache combining = new VoteCombiningPolicyCache();
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(VoteCombiningSettings.SECTION, new VoteCombiningSettings());
  private String[] ceilings = {};
  private String[] neverDenying = {};
  private long timeoutMillis = 5000;
  private long batchMillis = 60_000;
  private int callsPerModel = 4;

  DecisionServiceFixture with(String name, AuthorizationModel model) {
    registry.with(AuthorizationModel.class, name, model);
    return this;
  }

  DecisionServiceFixture with(String name, AuthorizationModel model, Map<String, Object> declared) {
    registry.with(AuthorizationModel.class, name, model, declared);
    return this;
  }

  DecisionServiceFixture with(String name, AuthorizationVote vote) {
    return with(name, (tenant, question) -> vote);
  }

  /** A kind of subjects that act for somebody by what they are. */
  DecisionServiceFixture actingFor(String type, SubjectRef principal) {
    registry.with(
        SubjectSource.class,
        type,
        new SubjectSource() {
          @Override
          public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
            return SubjectStatus.ENABLED;
          }

          @Override
          public String displayName(TenantContext tenant, SubjectRef subject) {
            return subject.id();
          }

          @Override
          public Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
            return Optional.of(principal);
          }
        });
    return this;
  }

  DecisionServiceFixture lacking(String model, String module) {
    registry.withUnavailable(AuthorizationModel.class, model, module);
    return this;
  }

  DecisionServiceFixture lacking(String model, String module, Map<String, Object> declared) {
    registry.withUnavailable(AuthorizationModel.class, model, module, declared);
    return this;
  }

  DecisionServiceFixture listing(String name, SubjectPermissionProvider source) {
    registry.with(SubjectPermissionProvider.class, name, source);
    return this;
  }

  DecisionServiceFixture lackingList(String source, String module) {
    registry.withUnavailable(SubjectPermissionProvider.class, source, module);
    return this;
  }

  DecisionServiceFixture requiring(String... entries) {
    required = entries;
    return this;
  }

  DecisionServiceFixture inline(String... names) {
    inline = names;
    return this;
  }

  DecisionServiceFixture waiting(long millis) {
    timeoutMillis = millis;
    return this;
  }

  DecisionServiceFixture waitingForAll(long millis) {
    batchMillis = millis;
    return this;
  }

  DecisionServiceFixture places(int calls) {
    callsPerModel = calls;
    return this;
  }

  DecisionService service() {
    combining.bindSettings(settings);
    return new DecisionService(
        registry,
        combining,
        new Config(
            required, inline, neverDenying, ceilings, timeoutMillis, batchMillis, callsPerModel));
  }

  DecisionServiceFixture ceilings(String... names) {
    ceilings = names;
    return this;
  }

  DecisionServiceFixture neverDenying(String... names) {
    neverDenying = names;
    return this;
  }

  /** What the tenant chooses. */
  DecisionServiceFixture combining(TenantContext tenant, String rule, String... order) {
    settings.change(
        tenant,
        VoteCombiningSettings.SECTION,
        Map.of(VoteCombiningSettings.RULE, rule, VoteCombiningSettings.ORDER, List.of(order)));
    combining.onEvent(
        new DomainEvent(SettingsStore.CHANGED, tenant.id(), VoteCombiningSettings.SECTION));
    return this;
  }

  static AuthorizationVote permit() {
    return AuthorizationVote.permit(DecisionReason.of("granted", "It is granted.", Map.of()));
  }

  static AuthorizationVote deny(String code) {
    return AuthorizationVote.deny(
        DecisionReason.of(code, "It is forbidden.", Map.of()), "Ask for less.");
  }

  static AuthorizationVote silent(String remedy) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of("nothing", "Nothing to say.", Map.of()), Optional.ofNullable(remedy));
  }

  private record Config(
      String[] requiredModels,
      String[] inlineModels,
      String[] neverDenyingModels,
      String[] ceilingModels,
      long voteTimeoutMillis,
      long batchTimeoutMillis,
      int callsPerModel)
      implements AuthzConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return AuthzConfig.class;
    }
  }
}
