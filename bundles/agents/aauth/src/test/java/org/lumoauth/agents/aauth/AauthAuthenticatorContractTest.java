package org.lumoauth.agents.aauth;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AuthenticatorContract;

class AauthAuthenticatorContractTest extends AuthenticatorContract {

  private final SigningAgent agent = new SigningAgent();

  @AfterEach
  void close() {
    agent.close();
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
    return SigningAgent.SUBJECT;
  }

  @Override
  protected RequestView forged() {
    return agent.signedByAnother();
  }
}
