/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.AuthorizationRequestSourceContract;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class PushedRequestSourceContractTest extends AuthorizationRequestSourceContract {

  private static final TenantContext ACME = aTenant().build();
  private static final Client APP = aClient().withId("app").build();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final PushedRequestStore pushed =
      new PushedRequestStore(
          new FakeShortLivedRecordStore(() -> now), new FakeSecretProtectionService(), () -> now);
  private final PushedRequestSource source = new PushedRequestSource(pushed);

  @Override
  protected AuthorizationRequestSource source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Client client() {
    return APP;
  }

  @Override
  protected Map<String, List<String>> using() {
    return reference(pushed.add(ACME, APP, Map.of("scope", List.of("openid")), false));
  }

  @Override
  protected List<Map<String, List<String>>> broken() {
    var expired = using();
    now = now.plus(PushedRequestStore.LIFETIME);
    return List.of(
        expired,
        reference(PushedRequestStore.PREFIX),
        reference(PushedRequestStore.PREFIX + "made-up"));
  }

  private static Map<String, List<String>> reference(String uri) {
    return Map.of("client_id", List.of("app"), "request_uri", List.of(uri));
  }
}
