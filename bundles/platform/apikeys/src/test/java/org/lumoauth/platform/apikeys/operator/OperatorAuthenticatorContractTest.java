/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.apikeys.FailedApiKeyLimiter;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

class OperatorAuthenticatorContractTest extends RequestAuthenticatorContract {

  private static final String BASE = "https://id.example.com";
  private static final String KEY = "lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  @Override
  protected RequestAuthenticator authenticator() {
    return new OperatorAuthenticator(
        new OperatorApiKey(name -> null, KEY, Optional.empty(), new FakeSecretProtectionService()),
        () -> BASE,
        new FailedApiKeyLimiter(new FakeAuthenticationFailureThrottle()));
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
  protected HttpRequestView authentic() {
    return with(KEY);
  }

  @Override
  protected SubjectRef subject() {
    return OperatorAuthenticator.OPERATOR;
  }

  @Override
  protected HttpRequestView forged() {
    return with(KEY.replace('0', '1'));
  }

  private static HttpRequestView with(String key) {
    return aRequest()
        .to(BASE + "/api/v1/platform/tenants")
        .withHeader("Authorization", "Bearer " + key)
        .build();
  }
}
