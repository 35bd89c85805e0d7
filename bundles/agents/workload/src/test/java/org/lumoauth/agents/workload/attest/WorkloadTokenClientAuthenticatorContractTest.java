/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.workload.rule.TrustRuleFixture;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class WorkloadTokenClientAuthenticatorContractTest extends ClientAuthenticationMethodContract {

  private final FakeClientDirectory clients =
      new FakeClientDirectory().with(ACME, aClient().withId("cli_1").of(anAgentRef()).build());
  private TestDatabase database;
  private AttestationFixture bench;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    bench = new AttestationFixture(database);
    bench.agent(false);
    bench.room.book.create(ACME, TrustRuleFixture.rule("agt_1", "job-1"), TrustRuleFixture.ADMIN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return new WorkloadTokenClientAuthenticator(bench.attestations, clients);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return request("cli_1", "job-1");
  }

  @Override
  protected String clientId() {
    return "cli_1";
  }

  @Override
  protected OAuthRequest forged() {
    return request("cli_1", "job-2");
  }

  @Override
  protected OAuthRequest unknownClient() {
    return request("cli_nobody", "job-1");
  }

  /** What the exchange itself says, so that nobody learns which of the two refused. */
  @Override
  protected String refusal() {
    return "workload_identity_failed";
  }

  private static OAuthRequest request(String clientId, String attestation) {
    return anOAuthRequest()
        .to(ACME.issuer() + "/oauth/token")
        .with("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .with("client_id", clientId)
        .with("subject_token", attestation)
        .with("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")
        .with("subject_issuer", "test")
        .build();
  }
}
