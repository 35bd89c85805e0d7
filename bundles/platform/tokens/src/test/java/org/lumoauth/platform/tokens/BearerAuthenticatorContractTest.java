package org.lumoauth.platform.tokens;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.platform.tokens.caller.BearerAuthenticator;
import org.lumoauth.testkit.contract.AuthenticatorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

class BearerAuthenticatorContractTest extends AuthenticatorContract {

  private final TenantContext acme = aTenant().build();
  private final FakeTokenService tokens = new FakeTokenService();
  private final BearerAuthenticator bearer =
      new BearerAuthenticator(
          tokens,
          new FakeTenantRegistry().with(acme),
          new FakeSubjects(),
          new FakeProviderRegistry());

  @Override
  protected Authenticator authenticator() {
    return bearer;
  }

  @Override
  protected TenantContext tenant() {
    return acme;
  }

  @Override
  protected RequestView authentic() {
    var client = aClient().build();
    var asked =
        new AccessTokenRequest(
            client,
            client.subject(),
            List.of(),
            Set.of(),
            List.of(),
            Duration.ofHours(1),
            Optional.empty(),
            Map.of());
    return with(tokens.issue(acme, asked).value());
  }

  @Override
  protected SubjectRef subject() {
    return aClient().build().subject();
  }

  @Override
  protected RequestView forged() {
    return with("a.token.of-nobody");
  }

  private static RequestView with(String token) {
    return aRequest().withHeader("Authorization", "Bearer " + token).build();
  }
}
