/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

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
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectIdentifierService;

class IdJagIssuerContractTest extends RequestedTokenTypeHandlerContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String CHAT = "https://chat.example";

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings());
  private final IdJagIssuer type =
      new IdJagIssuer(
          settings,
          new FakeSigningKeyService(),
          new FakeIdGenerator(),
          new FakeClientDirectory(),
          new FakeSubjectIdentifierService(),
          InstantSource.system());

  IdJagIssuerContractTest() {
    settings.change(ACME, IdJagSettings.SECTION, Map.of("audiences", List.of(CHAT)));
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
    return asks(CHAT).withScope("chat.read").with("resource", CHAT + "/api").build();
  }

  /** The scopes are the other server's. */
  @Override
  protected Set<String> scope() {
    return Set.of("openid");
  }

  @Override
  protected List<AuthenticatedTokenRequest> refused() {
    return List.of(
        aGrantRequest().build(),
        asks("https://else.example").build(),
        asks(ACME.issuer()).build(),
        asks(CHAT).with("resource", "relative").build(),
        asks(CHAT).withScope("\u00e9").build());
  }

  private static AuthenticatedTokenRequestBuilder asks(String audience) {
    return aGrantRequest().with("audience", audience);
  }
}
