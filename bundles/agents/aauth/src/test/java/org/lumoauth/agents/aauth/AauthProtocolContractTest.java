package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.agent.AgentProtocol;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.AgentProtocolContract;

class AauthProtocolContractTest extends AgentProtocolContract {

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
  protected AgentProtocol protocol() {
    return agent.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return SigningAgent.ACME;
  }

  @Override
  protected RequestView signed() {
    return agent.signed();
  }

  @Override
  protected byte[] body() {
    return SigningAgent.BODY;
  }

  @Override
  protected SubjectRef agent() {
    return SigningAgent.AGENT;
  }
}
