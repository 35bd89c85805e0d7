/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.lumoauth.api.oauth.authorization.AuthorizationRedirectHook;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.AuthorizationRedirectHookContract;

class DelegationConsentRedirectHookContractTest extends AuthorizationRedirectHookContract {

  @Override
  protected AuthorizationRedirectHook detour() {
    return new DelegationConsentRedirectHook();
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
