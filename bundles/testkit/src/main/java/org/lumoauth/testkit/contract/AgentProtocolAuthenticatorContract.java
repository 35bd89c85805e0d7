package org.lumoauth.testkit.contract;

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

/** What every {@link AgentProtocolAuthenticator} does. */
public abstract class AgentProtocolAuthenticatorContract {

  /** The provider. */
  protected abstract AgentProtocolAuthenticator protocol();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A request that the agent signed. */
  protected abstract HttpRequestView signed();

  /** The body that it signed, not empty. */
  protected abstract byte[] body();

  /** Who signed it. */
  protected abstract SubjectRef agent();

  /** A tenant that the agent is not of. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void knowsTheAgentThatSigned() {
    assertEquals(
        Optional.of(agent()),
        protocol().authenticate(tenant(), signed(), body()).map(Caller::subject));
  }

  @Test
  void leavesARequestToOthersThatIsNotSigned() {
    var plain = TestBuilders.aRequest().build();

    assertEquals(Optional.empty(), protocol().authenticate(tenant(), plain, new byte[0]));
  }

  @Test
  void refusesABodyThatWasChanged() {
    var changed = body().clone();
    changed[changed.length - 1] ^= 1;

    assertEquals(401, refusal(tenant(), changed).status());
  }

  @Test
  void refusesABodyThatWasTakenAway() {
    assertEquals(401, refusal(tenant(), new byte[0]).status());
  }

  @Test
  void refusesTheAgentInAnotherTenant() {
    assertEquals(401, refusal(anotherTenant(), body()).status());
  }

  private ApiException refusal(TenantContext tenant, byte[] body) {
    return assertThrows(ApiException.class, () -> protocol().authenticate(tenant, signed(), body));
  }
}
