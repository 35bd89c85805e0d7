package ${package};

import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.authz.BaseAuthorizationModelContract;

/** The tests that each authorization model must pass; the test kit contains them. */
class PublicDocumentModelContractTest extends BaseAuthorizationModelContract {

  @Override
  protected AuthorizationModel model() {
    return new PublicDocumentModel();
  }

  @Override
  protected TenantContext tenant() {
    return TestBuilders.aTenant().build();
  }

  @Override
  protected DecisionRequest permitted() {
    return PublicDocumentModelTest.request("documents.read", "public");
  }

  @Override
  protected DecisionRequest refused() {
    return PublicDocumentModelTest.request("documents.read", "internal");
  }
}
