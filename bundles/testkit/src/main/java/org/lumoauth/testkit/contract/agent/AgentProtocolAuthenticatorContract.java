/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentProtocolAuthenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AgentProtocolAuthenticator}. */
public abstract class AgentProtocolAuthenticatorContract {

  /** Returns the provider under test. */
  protected abstract AgentProtocolAuthenticator protocol();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a request signed by the agent. */
  protected abstract HttpRequestView signed();

  /** Returns the signed body, not empty. */
  protected abstract byte[] body();

  /** Returns the agent that signed it. */
  protected abstract SubjectRef agent();

  /** Returns a tenant without the agent. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void identifiesSigningAgent() {
    assertEquals(
        Optional.of(agent()),
        protocol().authenticate(tenant(), signed(), body()).map(Caller::subject));
  }

  @Test
  void ignoresUnsignedRequest() {
    var plain = TestBuilders.aRequest().build();

    assertEquals(Optional.empty(), protocol().authenticate(tenant(), plain, new byte[0]));
  }

  @Test
  void rejectsModifiedBody() {
    var changed = body().clone();
    changed[changed.length - 1] ^= 1;

    assertEquals(401, refusal(tenant(), changed).status());
  }

  @Test
  void rejectsRemovedBody() {
    assertEquals(401, refusal(tenant(), new byte[0]).status());
  }

  @Test
  void rejectsAgentInAnotherTenant() {
    assertEquals(401, refusal(anotherTenant(), body()).status());
  }

  private ApiException refusal(TenantContext tenant, byte[] body) {
    return assertThrows(ApiException.class, () -> protocol().authenticate(tenant, signed(), body));
  }
}
