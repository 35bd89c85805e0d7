/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.platform.tokens.caller.BearerTokenAuthenticator;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class BearerAuthenticatorContractTest extends RequestAuthenticatorContract {

  private final TenantContext acme = aTenant().build();
  private final FakeTokenService tokens = new FakeTokenService();
  private final BearerTokenAuthenticator bearer =
      new BearerTokenAuthenticator(
          tokens,
          new FakeTenantRegistry().with(acme),
          new FakeSubjectDirectory(),
          new FakeProviderRegistry());

  @Override
  protected RequestAuthenticator authenticator() {
    return bearer;
  }

  @Override
  protected TenantContext tenant() {
    return acme;
  }

  @Override
  protected HttpRequestView authentic() {
    var client = aClient().build();
    var asked =
        new AccessTokenIssuanceRequest(
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
  protected HttpRequestView forged() {
    return with("a.token.of-nobody");
  }

  private static HttpRequestView with(String token) {
    return aRequest().withHeader("Authorization", "Bearer " + token).build();
  }
}
