/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a protocol by which agents identify themselves, such as AAuth. Registered with
 * {@code lumoauth.kind=agent-protocol} and {@code lumoauth.name}.
 */
public interface AgentProtocolAuthenticator {

  /**
   * Authenticates a signed request of an agent.
   *
   * @param body the request body
   * @return the caller, or empty if the request does not use this protocol
   * @throws org.lumoauth.api.web.ApiException 401 if the request uses this protocol but is not
   *     authentic
   */
  Optional<Caller> authenticate(TenantContext tenant, HttpRequestView request, byte[] body);
}
