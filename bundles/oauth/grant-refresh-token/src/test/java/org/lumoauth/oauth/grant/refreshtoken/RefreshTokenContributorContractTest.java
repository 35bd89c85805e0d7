/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

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
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.TokenResponseContributorContract;

class RefreshTokenContributorContractTest extends TokenResponseContributorContract {

  private TestDatabase database;
  private RefreshTokenFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new RefreshTokenFixture(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TokenResponseContributor contributor() {
    return room.contributor;
  }

  @Override
  protected TenantContext tenant() {
    return RefreshTokenFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    var form = anOAuthRequest().with("grant_type", "authorization_code").build();
    return new AuthenticatedTokenRequest(
        RefreshTokenFixture.APP, "client_secret_basic", form, Optional.empty());
  }

  @Override
  protected AuthorizationGrant grant() {
    return RefreshTokenFixture.granted("grn_1", RefreshTokenFixture.APP);
  }

  @Override
  protected IssuedToken accessToken() {
    return room.accessTokens.issue(
        RefreshTokenFixture.ACME,
        new AccessTokenIssuanceRequest(
            RefreshTokenFixture.APP,
            grant().subject(),
            List.of(),
            grant().scope(),
            List.of(),
            RefreshTokenFixture.APP.accessTokenLifetime(),
            Optional.empty(),
            Map.of()));
  }

  @Override
  protected Set<String> names() {
    return Set.of("refresh_token");
  }
}
