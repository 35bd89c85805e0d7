/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.BaseAuthorizationModelContract;

class CredentialScopeModelContractTest extends BaseAuthorizationModelContract {

  @Override
  protected AuthorizationModel model() {
    return new CredentialScopeModel();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected DecisionRequest permitted() {
    return question("documents.read");
  }

  @Override
  protected DecisionRequest refused() {
    return question("documents.delete");
  }

  private static DecisionRequest question(String action) {
    return aQuestion()
        .about(new SubjectRef(SubjectRef.API_KEY, "key_1"))
        .withAction(action)
        .byCredentialFor("documents.read")
        .build();
  }
}
