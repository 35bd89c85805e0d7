/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.lumoauth.api.oauth.authorization.AuthorizationRequestRedirector;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.AuthorizationRequestRedirectorContract;

class DelegationConsentRedirectorContractTest extends AuthorizationRequestRedirectorContract {

  @Override
  protected AuthorizationRequestRedirector detour() {
    return new DelegationConsentRedirector();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Client detoured() {
    return aClient().of(anAgentRef()).build();
  }
}
