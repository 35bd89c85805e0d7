package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.agent.AgentProtocol;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AgentProtocolContract;

class AauthProtocolContractTest extends AgentProtocolContract {

  private final SigningAgent agent = new SigningAgent();

  @AfterEach
  void close() {
    agent.close();
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
    return SigningAgent.SUBJECT;
  }
}
