package org.lumoauth.platform.authz;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** A decision service over models that a test puts in. */
final class Setup {

  final FakeProviderRegistry registry = new FakeProviderRegistry();
  private String[] required = {};
  private String[] inline = {};
  private long timeoutMillis = 5000;
  private int callsPerModel = 4;

  Setup with(String name, AuthorizationModel model) {
    registry.with(AuthorizationModel.class, name, model);
    return this;
  }

  Setup with(String name, Vote vote) {
    return with(name, (tenant, question) -> vote);
  }

  Setup lacking(String model, String module) {
    registry.lacking(AuthorizationModel.class, model, module);
    return this;
  }

  Setup listing(String name, SubjectPermissions source) {
    registry.with(SubjectPermissions.class, name, source);
    return this;
  }

  Setup lackingList(String source, String module) {
    registry.lacking(SubjectPermissions.class, source, module);
    return this;
  }

  Setup requiring(String... entries) {
    required = entries;
    return this;
  }

  Setup inline(String... names) {
    inline = names;
    return this;
  }

  Setup waiting(long millis) {
    timeoutMillis = millis;
    return this;
  }

  Setup places(int calls) {
    callsPerModel = calls;
    return this;
  }

  DecisionService service() {
    return new DecisionService(
        registry, new Config(required, inline, timeoutMillis, callsPerModel));
  }

  static Vote permit() {
    return Vote.permit(Reason.of("granted", "It is granted.", Map.of()));
  }

  static Vote deny(String code) {
    return Vote.deny(Reason.of(code, "It is forbidden.", Map.of()), "Ask for less.");
  }

  static Vote silent(String remedy) {
    return Vote.notApplicable(
        Reason.of("nothing", "Nothing to say.", Map.of()), Optional.ofNullable(remedy));
  }

  private record Config(
      String[] requiredModels, String[] inlineModels, long voteTimeoutMillis, int callsPerModel)
      implements AuthzConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return AuthzConfig.class;
    }
  }
}
