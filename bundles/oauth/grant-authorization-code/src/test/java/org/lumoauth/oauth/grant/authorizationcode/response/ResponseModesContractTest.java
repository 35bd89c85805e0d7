package org.lumoauth.oauth.grant.authorizationcode.response;

import static org.lumoauth.oauth.grant.authorizationcode.World.ACME;

import org.junit.jupiter.api.Nested;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ResponseModeContract;

class ResponseModesContractTest {

  @Nested
  class Query extends ResponseModeContract {
    @Override
    protected ResponseMode mode() {
      return new QueryMode();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }

  @Nested
  class Fragment extends ResponseModeContract {
    @Override
    protected ResponseMode mode() {
      return new FragmentMode();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }

  @Nested
  class FormPost extends ResponseModeContract {
    @Override
    protected ResponseMode mode() {
      return new FormPostMode();
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }
}
