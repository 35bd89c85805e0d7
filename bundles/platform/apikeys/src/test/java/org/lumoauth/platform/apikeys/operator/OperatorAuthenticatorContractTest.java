package org.lumoauth.platform.apikeys.operator;

import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.apikeys.RefusedKeys;
import org.lumoauth.testkit.contract.AuthenticatorContract;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeSecretVault;

class OperatorAuthenticatorContractTest extends AuthenticatorContract {

  private static final String BASE = "https://id.example.com";
  private static final String KEY = "lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  @Override
  protected Authenticator authenticator() {
    return new OperatorAuthenticator(
        new OperatorKey(name -> null, KEY, Optional.empty(), new FakeSecretVault()),
        () -> BASE,
        new RefusedKeys(new FakeFailedAttempts()));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Optional<TenantContext> home() {
    return Optional.empty();
  }

  @Override
  protected RequestView authentic() {
    return with(KEY);
  }

  @Override
  protected SubjectRef subject() {
    return OperatorAuthenticator.OPERATOR;
  }

  @Override
  protected RequestView forged() {
    return with(KEY.replace('0', '1'));
  }

  private static RequestView with(String key) {
    return aRequest()
        .to(BASE + "/api/v1/platform/tenants")
        .withHeader("Authorization", "Bearer " + key)
        .build();
  }
}
