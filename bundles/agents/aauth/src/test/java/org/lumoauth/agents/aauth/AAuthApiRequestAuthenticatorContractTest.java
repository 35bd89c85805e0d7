/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;

class AAuthApiRequestAuthenticatorContractTest extends RequestAuthenticatorContract {

  private final SigningAgent agent = new SigningAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  @Override
  protected RequestAuthenticator authenticator() {
    return agent.authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return SigningAgent.ACME;
  }

  @Override
  protected HttpRequestView authentic() {
    return agent.signed();
  }

  @Override
  protected SubjectRef subject() {
    return SigningAgent.SUBJECT;
  }

  @Override
  protected HttpRequestView forged() {
    return agent.signedByAnother();
  }
}
