/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;

import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ResponseModeHandlerContract;

class ResponseModeRegistryContractTest {

  /** Whichever mode, of this tenant. */
  abstract static class Mode extends ResponseModeHandlerContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }

  @Nested
  class Query extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return new QueryResponseMode();
    }
  }

  @Nested
  class Fragment extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return new FragmentResponseMode();
    }
  }

  @Nested
  class FormPost extends Mode {
    @Override
    protected ResponseModeHandler mode() {
      return new FormPostResponseMode();
    }
  }
}
