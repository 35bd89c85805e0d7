package org.lumoauth.oauth.grant.authorizationcode.response;

import static org.lumoauth.oauth.grant.authorizationcode.World.ACME;

import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ResponseModeContract;

class ResponseModesContractTest {

  /** Whichever mode, of this tenant. */
  abstract static class Mode extends ResponseModeContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }

  @Nested
  class Query extends Mode {
    @Override
    protected ResponseMode mode() {
      return new QueryMode();
    }
  }

  @Nested
  class Fragment extends Mode {
    @Override
    protected ResponseMode mode() {
      return new FragmentMode();
    }
  }

  @Nested
  class FormPost extends Mode {
    @Override
    protected ResponseMode mode() {
      return new FormPostMode();
    }
  }
}
