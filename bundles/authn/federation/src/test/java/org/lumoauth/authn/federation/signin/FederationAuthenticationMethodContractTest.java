/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.StubFederationConnector;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authn.RedirectAuthenticationMethodContract;

class FederationAuthenticationMethodContractTest extends RedirectAuthenticationMethodContract {

  private TestDatabase database;
  private FederationBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    room.google(Map.of());
    room.user("usr_ada", "ada@here.example", true);
    var who = StubFederationConnector.identity("them", null, false, Map.of());
    room.identities.link(ACME, "google", who, "usr_ada", false, FederationBundleFixture.ADMIN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AuthenticationMethod method() {
    return new FederatedSignInFixture(room).method;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected String way() {
    return "google";
  }

  @Override
  protected SubjectRef subject() {
    return FederationBundleFixture.ref("usr_ada");
  }

  @Override
  protected String answerTo(AuthenticationStep.RedirectStep begun, String attempt) {
    return FederatedSignInFixture.answer(
        new FederatedSignInFixture(room)
            .back(FederatedSignInFixture.state(begun.location()))
            .location());
  }
}
