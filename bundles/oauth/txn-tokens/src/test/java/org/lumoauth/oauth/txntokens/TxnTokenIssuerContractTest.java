/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.contract.oauth.RequestedTokenTypeHandlerContract;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.user.FakeSubjectIdentifierService;

class TxnTokenIssuerContractTest extends RequestedTokenTypeHandlerContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String DOMAIN = "trust.example";

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(TxnTokenSettings.SECTION, new TxnTokenSettings());
  private final TxnTokenIssuer type =
      new TxnTokenIssuer(
          settings,
          new FakeSigningKeyService(),
          new FakeIdGenerator(),
          new FakeSubjectIdentifierService(),
          InstantSource.system());

  TxnTokenIssuerContractTest() {
    settings.change(ACME, TxnTokenSettings.SECTION, Map.of("trustDomain", DOMAIN));
  }

  @Override
  protected RequestedTokenTypeHandler type() {
    return type;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    return asks(DOMAIN, "orders.read")
        .with("request_details", "{\"order\":42}")
        .with("request_context", "{\"from\":\"192.0.2.1\"}")
        .build();
  }

  @Override
  protected Set<String> scope() {
    return Set.of("orders.read");
  }

  @Override
  protected List<AuthenticatedTokenRequest> refused() {
    return List.of(
        aGrantRequest().withScope("orders.read").build(),
        aGrantRequest().with("audience", DOMAIN).build(),
        asks("else.example", "orders.read").build(),
        asks(DOMAIN, "orders.write").build(),
        asks(DOMAIN, "orders.read").with("request_context", "[]").build());
  }

  private static AuthenticatedTokenRequestBuilder asks(String audience, String scope) {
    return aGrantRequest().with("audience", audience).withScope(scope);
  }
}
