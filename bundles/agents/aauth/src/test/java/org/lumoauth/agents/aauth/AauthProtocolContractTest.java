/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.agent.AgentProtocolAuthenticator;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.agent.AgentProtocolAuthenticatorContract;

class AauthProtocolContractTest extends AgentProtocolAuthenticatorContract {

  private final SigningAgent agent = new SigningAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  @Override
  protected AgentProtocolAuthenticator protocol() {
    return agent.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return SigningAgent.ACME;
  }

  @Override
  protected HttpRequestView signed() {
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
