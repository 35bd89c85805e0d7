/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.lumoauth.oauth.openid.OpenIdBundleFixture.ACME;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.APP;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

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
import org.lumoauth.oauth.openid.OpenIdBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.TokenResponseContributorContract;

class IdTokenContributorContractTest extends TokenResponseContributorContract {

  private TestDatabase database;
  private OpenIdBundleFixture world;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    world = new OpenIdBundleFixture(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TokenResponseContributor contributor() {
    return world.idTokens;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    var form = anOAuthRequest().with("grant_type", "authorization_code").build();
    return new AuthenticatedTokenRequest(APP, "client_secret_basic", form, Optional.empty());
  }

  @Override
  protected AuthorizationGrant grant() {
    return OpenIdBundleFixture.granted(APP, Map.of());
  }

  @Override
  protected IssuedToken accessToken() {
    return world.accessToken(ACME, APP, "openid", "email");
  }

  @Override
  protected Set<String> names() {
    return Set.of("id_token");
  }
}
