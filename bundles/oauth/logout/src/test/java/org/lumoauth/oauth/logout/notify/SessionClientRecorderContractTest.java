/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.TokenResponseContributorContract;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class SessionClientRecorderContractTest extends TokenResponseContributorContract {

  private TestDatabase database;
  private SessionClientRecorder clients;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    clients =
        new SessionClientRecorder(
            new LogoutClientAndDeliveryStore(
                database.open(TestDatabase.tablesOf(LogoutClientAndDeliveryStore.class))),
            new FakeSessionService(Instant::now));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TokenResponseContributor contributor() {
    return clients;
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    return aGrantRequest()
        .from(aClient().with("backchannel_logout_uri", "https://app.example/out"))
        .build();
  }

  @Override
  protected AuthorizationGrant grant() {
    return new AuthorizationGrant(
        "grn_1",
        request().client().clientId(),
        aUserRef(),
        Set.of("openid"),
        List.of(),
        Optional.of("ses_1"),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  @Override
  protected IssuedToken accessToken() {
    var now = Instant.now();
    return new IssuedToken(
        "an-access-token", "tok_1", now, now.plusSeconds(60), Set.of(), aUserRef(), List.of());
  }

  /** It looks on. */
  @Override
  protected Set<String> names() {
    return Set.of();
  }
}
