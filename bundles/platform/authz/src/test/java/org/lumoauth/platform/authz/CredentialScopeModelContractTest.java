package org.lumoauth.platform.authz;

import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ModelVotesContract;

class CredentialScopeModelContractTest extends ModelVotesContract {

  @Override
  protected AuthorizationModel model() {
    return new CredentialScopeModel();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Question permitted() {
    return question("documents.read");
  }

  @Override
  protected Question refused() {
    return question("documents.delete");
  }

  private static Question question(String action) {
    return aQuestion()
        .about(new SubjectRef(SubjectRef.API_KEY, "key_1"))
        .toDo(action)
        .byCredentialFor("documents.read")
        .build();
  }
}
