package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.AuthenticatorContract;

class AauthAuthenticatorContractTest extends AuthenticatorContract {

  private TestDatabase database;
  private SigningAgent agent;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    agent = new SigningAgent(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Authenticator authenticator() {
    return agent.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return SigningAgent.ACME;
  }

  @Override
  protected RequestView authentic() {
    return agent.signed();
  }

  @Override
  protected SubjectRef subject() {
    return SigningAgent.AGENT;
  }

  @Override
  protected RequestView forged() {
    return agent.signedByAnother();
  }
}
